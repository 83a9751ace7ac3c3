package dev.tidemark.catalog;

import java.util.Optional;

/**
 * One step from a model to another along an entity that identifies at most one row there, at a time; or over a bridge, where it
 * may have several.
 *
 * @param foreign the entity in {@code from}
 * @param key the entity in {@code to}
 */
public record Join(SemanticModel from, Entity foreign, SemanticModel to, Entity key) {

    /** Whether one row may meet several. */
    public boolean multiplies() {
        return key.type() == Entity.Type.FOREIGN;
    }

    /** How measures pass; empty for a plain step, and where nothing says it. */
    public Optional<Bridge> bridge() {
        return multiplies() ? to.bridge(key.name()) : Optional.empty();
    }
}
