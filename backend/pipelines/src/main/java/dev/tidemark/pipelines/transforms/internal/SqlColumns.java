package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeType;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlType;
import java.util.List;

/** Columns of the lake in the words of SQL, and back. */
public final class SqlColumns {

    private SqlColumns() {}

    public static List<SqlColumn> fromLake(List<LakeColumn> columns) {
        return columns.stream()
                .filter(column -> column.type().kind() != LakeType.Kind.OTHER)
                .map(column -> new SqlColumn(column.name(), type(column.type()), !column.required()))
                .toList();
    }

    public static List<LakeColumn> toLake(List<SqlColumn> columns) {
        return columns.stream()
                .map(column -> new LakeColumn(column.name(), type(column.type()), false))
                .toList();
    }

    private static SqlType type(LakeType type) {
        return switch (type.kind()) {
            case STRING, OTHER -> SqlType.STRING;
            case INTEGER -> SqlType.INTEGER;
            case LONG -> SqlType.LONG;
            case DECIMAL -> SqlType.decimal(type.precision(), type.scale());
            case DOUBLE -> SqlType.DOUBLE;
            case BOOLEAN -> SqlType.BOOLEAN;
            case TIMESTAMP -> SqlType.TIMESTAMP;
            case DATE -> SqlType.DATE;
        };
    }

    private static LakeType type(SqlType type) {
        return switch (type.kind()) {
            case STRING -> LakeType.of(LakeType.Kind.STRING);
            case INTEGER -> LakeType.of(LakeType.Kind.INTEGER);
            case LONG -> LakeType.of(LakeType.Kind.LONG);
            case DECIMAL -> LakeType.decimal(type.precision(), type.scale());
            case DOUBLE -> LakeType.of(LakeType.Kind.DOUBLE);
            case BOOLEAN -> LakeType.of(LakeType.Kind.BOOLEAN);
            case TIMESTAMP -> LakeType.of(LakeType.Kind.TIMESTAMP);
            case DATE -> LakeType.of(LakeType.Kind.DATE);
        };
    }
}
