package dev.tidemark.registry;

import java.util.UUID;

/** A schema by its id, whatever subjects use it. */
public record RegisteredSchema(String context, int id, UUID guid, SchemaContent content) {}
