package dev.tidemark.router.policy;

import dev.tidemark.sql.SqlExpression;

/** Values of a semantic model, whatever the dimension or entity is called that shows them. */
record ColumnKey(String model, String expression) {

    static ColumnKey of(String model, SqlExpression expression) {
        boolean name = expression.isName();
        return new ColumnKey(model, name ? expression.names().iterator().next() : expression.text());
    }
}
