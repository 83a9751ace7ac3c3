package dev.tidemark.registry;

/**
 * @param version counts from 1 within the subject
 * @param id the schema's id everywhere; equal schemas of several subjects share it
 * @param schema Avro schema as JSON without white space
 */
public record SchemaVersion(Subject subject, int version, int id, String schema) {}
