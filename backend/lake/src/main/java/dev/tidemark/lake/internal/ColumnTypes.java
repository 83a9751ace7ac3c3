package dev.tidemark.lake.internal;

import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.LakeType.Kind;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Iceberg's types in our words, and back. */
public final class ColumnTypes {

    private ColumnTypes() {}

    public static List<LakeColumn> columns(Schema schema) {
        return schema.columns().stream()
                .map(field -> new LakeColumn(field.name(), fromIceberg(field.type()), field.isRequired()))
                .toList();
    }

    public static LakeType fromIceberg(Type type) {
        return switch (type.typeId()) {
            case STRING -> LakeType.of(Kind.STRING);
            case INTEGER -> LakeType.of(Kind.INTEGER);
            case LONG -> LakeType.of(Kind.LONG);
            case DECIMAL ->
                LakeType.decimal(((Types.DecimalType) type).precision(), ((Types.DecimalType) type).scale());
            case FLOAT, DOUBLE -> LakeType.of(Kind.DOUBLE);
            case BOOLEAN -> LakeType.of(Kind.BOOLEAN);
            case TIMESTAMP ->
                LakeType.of(((Types.TimestampType) type).shouldAdjustToUTC() ? Kind.TIMESTAMP : Kind.OTHER);
            case DATE -> LakeType.of(Kind.DATE);
            default -> LakeType.of(Kind.OTHER);
        };
    }

    public static Type toIceberg(LakeType type) {
        return switch (type.kind()) {
            case STRING -> Types.StringType.get();
            case INTEGER -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case DECIMAL -> Types.DecimalType.of(type.precision(), type.scale());
            case DOUBLE -> Types.DoubleType.get();
            case BOOLEAN -> Types.BooleanType.get();
            case TIMESTAMP -> Types.TimestampType.withZone();
            case DATE -> Types.DateType.get();
            case OTHER -> throw new IllegalArgumentException("A column of ours cannot have the type " + type);
        };
    }
}
