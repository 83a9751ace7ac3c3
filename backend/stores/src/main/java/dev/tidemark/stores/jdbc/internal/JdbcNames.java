package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.stores.TableName;
import dev.tidemark.stores.jdbc.JdbcProduct;

/** Names as a database quotes them. */
final class JdbcNames {

    private JdbcNames() {}

    static String of(JdbcProduct product, TableName table) {
        return table.namespace().isEmpty()
                ? quoted(product, table.name())
                : quoted(product, table.namespace()) + "." + quoted(product, table.name());
    }

    static String quoted(JdbcProduct product, String name) {
        return switch (product) {
            case BIGQUERY, CLICKHOUSE -> '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
            case POSTGRESQL, DUCKDB, TRINO, REDSHIFT, SNOWFLAKE -> '"' + name.replace("\"", "\"\"") + '"';
        };
    }
}
