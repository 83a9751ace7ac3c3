package dev.tidemark.catalog;

import dev.tidemark.sql.SqlExpression;

/** A key along which semantic models join. */
public record Entity(String name, Type type, SqlExpression expression, Place place) {

    /** {@code NATURAL} identifies the thing, not its row: many versions of it may exist. */
    public enum Type {
        PRIMARY,
        UNIQUE,
        FOREIGN,
        NATURAL
    }
}
