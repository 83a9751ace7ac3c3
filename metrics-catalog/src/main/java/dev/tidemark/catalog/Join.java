package dev.tidemark.catalog;

/**
 * One step from a model to another along an entity that is a foreign key here and identifies the rows there.
 *
 * @param foreign the entity in {@code from}
 * @param key the entity in {@code to}
 */
public record Join(SemanticModel from, Entity foreign, SemanticModel to, Entity key) {}
