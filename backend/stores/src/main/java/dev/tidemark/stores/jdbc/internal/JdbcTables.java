package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What tables look like, asked at most twice a minute for each. Thread-safe. */
public final class JdbcTables {

    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);
    private static final int ROW_BYTES = 64;

    /**
     * A table's shape.
     *
     * @param rows as the database estimates them
     * @param bytes as the database says, or guessed from the rows
     */
    public record Shape(List<Column> columns, long rows, long bytes) {
        public Shape {
            columns = List.copyOf(columns);
        }
    }

    private record Known(Shape shape, long until) {}

    private final Connections connections;
    private final JdbcProduct product;
    private final String store;
    private final Map<TableName, Known> known = new ConcurrentHashMap<>();

    public JdbcTables(Connections connections, JdbcProduct product, String store) {
        this.connections = connections;
        this.product = product;
        this.store = store;
    }

    /**
     * @throws ProblemException as {@code Store.state}
     */
    public Shape shape(TableName table) {
        Known found = known.get(table);
        if (found == null || found.until() - System.nanoTime() < 0) {
            found = new Known(read(table), System.nanoTime() + KNOWN_FOR.toNanos());
            known.put(table, found);
        }
        return found.shape();
    }

    private Shape read(TableName table) {
        try (Connection connection = connections.open()) {
            List<Column> columns = columns(connection, table);
            return switch (product) {
                case POSTGRESQL -> sized(connection, table, columns, """
                        SELECT CASE WHEN c.reltuples > 0 THEN c.reltuples::bigint
                                    ELSE greatest(pg_relation_size(c.oid) / 64, 0) END,
                               pg_total_relation_size(c.oid)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relname = ? AND n.nspname = COALESCE(NULLIF(?, ''), current_schema())
                        """);
                case DUCKDB -> sized(connection, table, columns, """
                        SELECT estimated_size, estimated_size * column_count * 8 FROM duckdb_tables()
                        WHERE table_name = ? AND schema_name = COALESCE(NULLIF(?, ''), current_schema())
                        """);
            };
        } catch (SQLException e) {
            throw JdbcFailure.problem(e, store, KNOWN_FOR);
        }
    }

    private static List<Column> columns(Connection connection, TableName table) throws SQLException {
        String name = table.namespace().isEmpty()
                ? quoted(table.name())
                : quoted(table.namespace()) + "." + quoted(table.name());
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + name + " LIMIT 0");
                ResultSet nothing = statement.executeQuery()) {
            return JdbcRows.readable(nothing.getMetaData());
        }
    }

    private static Shape sized(Connection connection, TableName table, List<Column> columns, String sql)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.name());
            statement.setString(2, table.namespace());
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? new Shape(columns, found.getLong(1), Math.max(found.getLong(2), ROW_BYTES))
                        : new Shape(columns, 0, 0);
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
