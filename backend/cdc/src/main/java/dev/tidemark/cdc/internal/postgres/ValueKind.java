package dev.tidemark.cdc.internal.postgres;

/** How a value of a column is written in an event. */
public enum ValueKind {
    TEXT,
    BOOLEAN,
    /** A whole number of at most 64 bits. */
    WHOLE,
    /** A binary fraction. */
    FLOATING,
    /** A decimal, written as text. */
    DECIMAL,
    /** With a zone. */
    TIMESTAMP,
    /** Without a zone. */
    LOCAL_TIMESTAMP,
    BYTES,
    /** Arrays, composites, ranges and what else has no place in an event. */
    UNSUPPORTED
}
