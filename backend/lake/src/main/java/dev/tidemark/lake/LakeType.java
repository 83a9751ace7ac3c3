package dev.tidemark.lake;

/**
 * The type of a column.
 *
 * @param precision digits in all, for decimals; 0 otherwise
 * @param scale digits after the point, for decimals; 0 otherwise
 */
public record LakeType(Kind kind, int precision, int scale) {

    /** {@code TIMESTAMP} is an instant with microseconds. {@code OTHER} can be stored and not queried by us. */
    public enum Kind {
        STRING,
        INTEGER,
        LONG,
        DECIMAL,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        DATE,
        OTHER
    }

    public static LakeType of(Kind kind) {
        return new LakeType(kind, 0, 0);
    }

    public static LakeType decimal(int precision, int scale) {
        return new LakeType(Kind.DECIMAL, precision, scale);
    }

    /** The name of the type in DuckDB's SQL. */
    public String duckDb() {
        return switch (kind) {
            case STRING, OTHER -> "VARCHAR";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case DECIMAL -> "DECIMAL(" + precision + "," + scale + ")";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case DATE -> "DATE";
        };
    }
}
