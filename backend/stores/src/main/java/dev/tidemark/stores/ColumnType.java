package dev.tidemark.stores;

/** The types of values in answers, each with the Java type it comes as. */
public enum ColumnType {
    /** {@link String} */
    STRING,
    /** {@link Long} */
    LONG,
    /** {@link java.math.BigDecimal} */
    DECIMAL,
    /** {@link Double} */
    DOUBLE,
    /** {@link Boolean} */
    BOOLEAN,
    /** {@link java.time.Instant}, to the microsecond */
    TIMESTAMP,
    /** {@link java.time.LocalDate} */
    DATE
}
