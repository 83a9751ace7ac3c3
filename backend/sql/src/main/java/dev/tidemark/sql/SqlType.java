package dev.tidemark.sql;

/**
 * A column type that means the same in every engine.
 *
 * @param precision digits in all, for decimals; 0 otherwise
 * @param scale digits after the point, for decimals; 0 otherwise
 */
public record SqlType(Kind kind, int precision, int scale) {

    /** {@code TIMESTAMP} is an instant with microseconds, never a wall-clock time. */
    public enum Kind {
        STRING,
        INTEGER,
        LONG,
        DECIMAL,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        DATE
    }

    public static final SqlType STRING = new SqlType(Kind.STRING, 0, 0);
    public static final SqlType INTEGER = new SqlType(Kind.INTEGER, 0, 0);
    public static final SqlType LONG = new SqlType(Kind.LONG, 0, 0);
    public static final SqlType DOUBLE = new SqlType(Kind.DOUBLE, 0, 0);
    public static final SqlType BOOLEAN = new SqlType(Kind.BOOLEAN, 0, 0);
    public static final SqlType TIMESTAMP = new SqlType(Kind.TIMESTAMP, 0, 0);
    public static final SqlType DATE = new SqlType(Kind.DATE, 0, 0);

    public static SqlType decimal(int precision, int scale) {
        return new SqlType(Kind.DECIMAL, precision, scale);
    }

    @Override
    public String toString() {
        return kind == Kind.DECIMAL ? "DECIMAL(" + precision + ", " + scale + ")" : kind.name();
    }
}
