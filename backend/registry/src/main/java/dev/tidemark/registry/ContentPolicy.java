package dev.tidemark.registry;

/**
 * How strictly a JSON Schema's silence is read. An object that does not forbid further properties may already carry any name with any
 * value, so strictly a new property narrows it; leniently only what the schema names counts.
 */
public enum ContentPolicy {
    STRICT,
    LENIENT
}
