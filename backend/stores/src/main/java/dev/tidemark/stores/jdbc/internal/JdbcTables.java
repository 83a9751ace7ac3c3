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
    private final JdbcSizes sizes;
    private final String store;
    private final Map<TableName, Known> known = new ConcurrentHashMap<>();

    public JdbcTables(Connections connections, JdbcProduct product, String store) {
        this.connections = connections;
        this.product = product;
        this.sizes = new JdbcSizes(product);
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
            JdbcSizes.Size size = sizes.of(connection, table);
            return new Shape(columns, size.rows(), size.bytes());
        } catch (SQLException e) {
            throw JdbcFailure.problem(e, product, store, KNOWN_FOR);
        }
    }

    /** No row is asked for, and a database that charges for what it reads reads none. */
    private List<Column> columns(Connection connection, TableName table) throws SQLException {
        String sql = "SELECT * FROM " + JdbcNames.of(product, table) + " WHERE FALSE LIMIT 0";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet nothing = statement.executeQuery()) {
            return JdbcRows.readable(product, nothing.getMetaData());
        }
    }
}
