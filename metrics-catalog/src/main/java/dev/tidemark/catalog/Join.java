package dev.tidemark.catalog;

/**
 * One step from a model to another along an entity that identifies at most one row there, at a time.
 *
 * @param foreign the entity in {@code from}
 * @param key the entity in {@code to}
 */
public record Join(SemanticModel from, Entity foreign, SemanticModel to, Entity key) {}
