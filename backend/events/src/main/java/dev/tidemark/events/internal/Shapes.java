package dev.tidemark.events.internal;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Finds the shape of every type of a schema, once. A record may contain itself. */
public final class Shapes {

    private final Map<String, RecordShape> records = new HashMap<>();

    private Shapes() {}

    public static Shape of(Schema schema) {
        return new Shapes().shape(schema);
    }

    private Shape shape(Schema schema) {
        Shape logical = logical(schema);
        if (logical != null) {
            return logical;
        }
        return switch (schema.getType()) {
            case NULL -> Scalars.NULL;
            case BOOLEAN -> Scalars.BOOLEAN;
            case INT -> Scalars.INT;
            case LONG -> Scalars.LONG;
            case FLOAT -> Scalars.FLOAT;
            case DOUBLE -> Scalars.DOUBLE;
            case STRING -> Scalars.STRING;
            case BYTES -> Scalars.BYTES;
            case FIXED -> new Scalars.Fixed(schema.getFixedSize());
            case ENUM -> new Scalars.Symbol(schema.getEnumSymbols());
            case ARRAY -> new Containers.Items(shape(schema.getElementType()));
            case MAP -> new Containers.Entries(shape(schema.getValueType()));
            case UNION ->
                new UnionShape(schema.getTypes().stream().map(this::shape).toList());
            case RECORD -> record(schema);
        };
    }

    private Shape record(Schema schema) {
        RecordShape known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        RecordShape made = new RecordShape(schema.getName());
        records.put(schema.getFullName(), made);
        List<RecordShape.Field> fields = schema.getFields().stream()
                .map(field -> new RecordShape.Field(field.name(), shape(field.schema()), RecordShape.defaultOf(field)))
                .toList();
        made.complete(fields);
        return made;
    }

    private static @Nullable Shape logical(Schema schema) {
        LogicalType type = schema.getLogicalType();
        if (type instanceof LogicalTypes.Decimal decimal) {
            int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : 0;
            return new DecimalShape(decimal.getPrecision(), decimal.getScale(), size);
        }
        return switch (type == null ? "" : type.getName()) {
            case "uuid" -> schema.getType() == Schema.Type.STRING ? Scalars.UUID : null;
            case "timestamp-millis" -> new TemporalShape.Timestamp(1_000);
            case "timestamp-micros" -> new TemporalShape.Timestamp(1_000_000);
            case "timestamp-nanos" -> new TemporalShape.Timestamp(1_000_000_000);
            case "local-timestamp-millis" -> local(1_000);
            case "local-timestamp-micros" -> local(1_000_000);
            case "local-timestamp-nanos" -> local(1_000_000_000);
            case "date" ->
                new TemporalShape.Iso("a date such as 2026-11-23", text -> TemporalShape.day(LocalDate.parse(text)));
            case "time-millis" -> time(1_000);
            case "time-micros" -> time(1_000_000);
            default -> null;
        };
    }

    private static Shape local(long perSecond) {
        return new TemporalShape.Iso("a date and time without zone such as 2026-11-23T20:31:05", text -> {
            LocalDateTime time = LocalDateTime.parse(text);
            return TemporalShape.units(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), perSecond);
        });
    }

    private static Shape time(long perSecond) {
        return new TemporalShape.Iso("a time of day such as 20:31:05", text -> {
            LocalTime time = LocalTime.parse(text);
            return TemporalShape.units(time.toSecondOfDay(), time.getNano(), perSecond);
        });
    }
}
