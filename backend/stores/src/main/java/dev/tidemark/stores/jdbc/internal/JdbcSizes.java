package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.stores.TableName;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * How large a database says a table is. Only estimates: with them the router weighs one store against another. What a database does not
 * tell whoever asks counts as nothing.
 */
final class JdbcSizes {

    private static final int ROW_BYTES = 64;

    /** Rows, and bytes, at least one row's where there is anything to say. */
    record Size(long rows, long bytes) {
        static final Size UNKNOWN = new Size(0, 0);
    }

    private final JdbcProduct product;

    JdbcSizes(JdbcProduct product) {
        this.product = product;
    }

    Size of(Connection connection, TableName table) throws SQLException {
        try {
            return product == JdbcProduct.TRINO ? trino(connection, table) : asked(connection, table);
        } catch (SQLException e) {
            if (product == JdbcProduct.POSTGRESQL || product == JdbcProduct.DUCKDB) {
                throw e;
            }
            // The catalogues of the others ask for rights of their own.
            return Size.UNKNOWN;
        }
    }

    private Size asked(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(table))) {
            statement.setString(1, table.name());
            if (product != JdbcProduct.BIGQUERY) {
                statement.setString(2, table.namespace());
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? new Size(found.getLong(1), Math.max(found.getLong(2), ROW_BYTES)) : Size.UNKNOWN;
            }
        }
    }

    /** The last line of its statistics has the rows of the whole table. */
    private Size trino(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SHOW STATS FOR " + JdbcNames.of(product, table))) {
            Optional<Double> rows = Optional.empty();
            while (found.next()) {
                double count = found.getDouble("row_count");
                rows = found.wasNull() ? rows : Optional.of(count);
            }
            return rows.map(count -> new Size(count.longValue(), (count.longValue() + 1) * ROW_BYTES))
                    .orElse(new Size(0, ROW_BYTES));
        }
    }

    /**
     * PostgreSQL's and DuckDB's catalogues; SVV_TABLE_INFO of Redshift, whose blocks have a megabyte; INFORMATION_SCHEMA of Snowflake;
     * {@code __TABLES__} of a BigQuery dataset; {@code system.tables} of ClickHouse.
     */
    private String sql(TableName table) {
        return switch (product) {
            case POSTGRESQL -> """
                    SELECT CASE WHEN c.reltuples > 0 THEN c.reltuples::bigint
                                ELSE greatest(pg_relation_size(c.oid) / 64, 0) END,
                           pg_total_relation_size(c.oid)
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relname = ? AND n.nspname = COALESCE(NULLIF(?, ''), current_schema())
                    """;
            case DUCKDB -> """
                    SELECT estimated_size, estimated_size * column_count * 8 FROM duckdb_tables()
                    WHERE table_name = ? AND schema_name = COALESCE(NULLIF(?, ''), current_schema())
                    """;
            case REDSHIFT -> """
                    SELECT CAST(tbl_rows AS BIGINT), CAST(size AS BIGINT) * 1048576 FROM svv_table_info
                    WHERE "table" = ? AND "schema" = COALESCE(NULLIF(?, ''), current_schema())
                    """;
            case SNOWFLAKE -> """
                    SELECT row_count, bytes FROM information_schema.tables
                    WHERE table_name = ? AND table_schema = COALESCE(NULLIF(?, ''), CURRENT_SCHEMA())
                    """;
            case BIGQUERY ->
                "SELECT row_count, size_bytes FROM "
                        + (table.namespace().isEmpty() ? "" : JdbcNames.quoted(product, table.namespace()) + ".")
                        + "__TABLES__ WHERE table_id = ?";
            case CLICKHOUSE -> """
                    SELECT total_rows, total_bytes FROM system.tables
                    WHERE name = ? AND database = COALESCE(NULLIF(?, ''), currentDatabase())
                    """;
            case TRINO -> throw new IllegalArgumentException("Trino says it in SHOW STATS");
        };
    }
}
