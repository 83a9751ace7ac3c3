package dev.tidemark.demo;

import dev.tidemark.demo.collector.Event;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own database: its customers and products, as an application keeps them. A change that cannot be written is said and left out;
 * the next one of the same row has everything.
 */
final class ShopRecords {

    private static final String CUSTOMER = """
            INSERT INTO customers (customer_id, full_name, email, home_country, segment, newsletter, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (customer_id)
            """;
    private static final String CUSTOMER_CHANGES = """
            DO UPDATE SET full_name = excluded.full_name, email = excluded.email, home_country = excluded.home_country,
              segment = excluded.segment, newsletter = excluded.newsletter, changed_at = excluded.changed_at""";
    private static final String PRODUCT = """
            INSERT INTO products (product_id, title, category, price, currency, active, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (product_id)
            """;
    private static final String PRODUCT_CHANGES = """
            DO UPDATE SET title = excluded.title, category = excluded.category, price = excluded.price,
              currency = excluded.currency, active = excluded.active, changed_at = excluded.changed_at""";
    private static final String NOTHING = "DO NOTHING";

    private final Map<String, String> credentials;

    /**
     * @param credentials {@code url}, {@code user} and {@code password}
     */
    ShopRecords(Map<String, String> credentials) {
        this.credentials = Map.copyOf(credentials);
    }

    /** Writes the records that are not there yet. */
    void begin(List<Event> records) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (Event record : records) {
                write(connection, record, NOTHING, NOTHING);
            }
            connection.commit();
        } catch (SQLException e) {
            System.out.println("The shop's database did not take its records: " + e.getMessage());
        }
    }

    /** Whether the event is such a change; it has been written then. */
    boolean takes(Event event) {
        if (!event.type().equals("customer_updated") && !event.type().equals("product_updated")) {
            return false;
        }
        try (Connection connection = connect()) {
            write(connection, event, CUSTOMER_CHANGES, PRODUCT_CHANGES);
        } catch (SQLException e) {
            System.out.println("The shop's database did not take a change: " + e.getMessage());
        }
        return true;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                credentials.getOrDefault("url", ""), credentials.get("user"), credentials.get("password"));
    }

    private static void write(Connection connection, Event event, String customer, String product) throws SQLException {
        Map<String, Object> is = event.properties();
        if (event.type().equals("customer_updated")) {
            insert(
                    connection,
                    CUSTOMER + customer,
                    event.time(),
                    is.get("customer_id"),
                    is.get("full_name"),
                    is.get("email"),
                    is.get("home_country"),
                    is.get("segment"),
                    is.get("newsletter"));
        } else {
            insert(
                    connection,
                    PRODUCT + product,
                    event.time(),
                    is.get("product_id"),
                    is.get("title"),
                    is.get("category"),
                    new BigDecimal(String.valueOf(is.get("price"))),
                    is.get("currency"),
                    is.get("active"));
        }
    }

    private static void insert(Connection connection, String sql, Instant changedAt, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.setObject(values.length + 1, changedAt.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
