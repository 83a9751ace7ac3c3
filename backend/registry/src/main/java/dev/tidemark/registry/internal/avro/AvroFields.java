package dev.tidemark.registry.internal.avro;

import dev.tidemark.registry.internal.rules.SchemaField;
import dev.tidemark.registry.internal.rules.SourceRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The fields of an Avro schema, those of records within fields included. */
final class AvroFields {

    private static final Set<String> KNOWN_LOGICAL_TYPES = Set.of(
            "decimal",
            "uuid",
            "date",
            "time-millis",
            "time-micros",
            "timestamp-millis",
            "timestamp-micros",
            "timestamp-nanos",
            "local-timestamp-millis",
            "local-timestamp-micros",
            "local-timestamp-nanos");

    private final List<SchemaField> fields = new ArrayList<>();
    private final Set<String> under = new HashSet<>();

    static List<SchemaField> of(Schema schema) {
        AvroFields walk = new AvroFields();
        walk.enter("", schema);
        return walk.fields;
    }

    private void enter(String prefix, Schema schema) {
        switch (schema.getType()) {
            case ARRAY -> enter(prefix, schema.getElementType());
            case MAP -> enter(prefix, schema.getValueType());
            case UNION -> schema.getTypes().forEach(branch -> enter(prefix, branch));
            case RECORD -> {
                if (under.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> field(prefix + field.name(), field));
                    under.remove(schema.getFullName());
                }
            }
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> {}
        }
    }

    private void field(String path, Schema.Field field) {
        String day = field.getProp("removable_from");
        fields.add(new SchemaField(
                path,
                shape(field.schema()),
                meaning(field.schema()),
                field.hasDefaultValue(),
                SourceRules.day(day == null ? "" : day),
                field.getObjectProp("pii") != null || field.schema().getObjectProp("pii") != null));
        enter(path + ".", field.schema());
    }

    /** Without the null of an optional field, and without widths: a widened number is the same field. */
    private static String shape(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(AvroFields::shape)
                        .collect(Collectors.joining(" or "));
            case ARRAY -> "list of " + shape(schema.getElementType());
            case MAP -> "map of " + shape(schema.getValueType());
            case RECORD, ENUM, FIXED -> schema.getFullName();
            case INT, LONG, FLOAT, DOUBLE -> "number";
            case STRING, BYTES -> "text";
            case NULL, BOOLEAN -> schema.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Widening a decimal's precision keeps every value, so only its scale counts. A question mark: it cannot be what it says. */
    private static String meaning(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return schema.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .map(AvroFields::meaning)
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        LogicalType type = schema.getLogicalType();
        String wanted = schema.getProp("logicalType");
        if (type == null && wanted != null && KNOWN_LOGICAL_TYPES.contains(wanted)) {
            return "?" + wanted;
        }
        if (type instanceof LogicalTypes.Decimal decimal) {
            return "decimal of scale " + decimal.getScale();
        }
        return type == null ? "plain value" : type.getName();
    }
}
