package dev.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.demo.collector.Event;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shop's tables on a real PostgreSQL. */
@Tag("engines")
class ShopRecordsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Database database = Testbed.postgres();
    private final ShopRecords records =
            new ShopRecords(Map.of("url", database.url(), "user", database.user(), "password", database.password()));

    @BeforeEach
    void createTables() throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute("""
                    CREATE TABLE customers (customer_id text PRIMARY KEY, full_name text NOT NULL, email text NOT NULL,
                      home_country text, segment text, newsletter boolean NOT NULL, changed_at timestamptz NOT NULL);
                    CREATE TABLE products (product_id text PRIMARY KEY, title text NOT NULL, category text NOT NULL,
                      price numeric(10, 2) NOT NULL, currency text NOT NULL, active boolean NOT NULL, changed_at timestamptz NOT NULL)""");
        }
    }

    @Test
    void theFirstRecordsAreWrittenOnceAndLeaveLaterChangesAlone() throws SQLException {
        records.begin(List.of(customer("Ada", NOON), product("9.50", NOON)));
        assertThat(records.takes(customer("Ada L.", NOON.plusSeconds(60)))).isTrue();

        records.begin(List.of(customer("Ada", NOON), product("9.50", NOON)));

        assertThat(one("SELECT full_name || ' ' || changed_at FROM customers"))
                .isEqualTo("Ada L. 2026-11-20 12:01:00+00");
        assertThat(one("SELECT count(*) || ' ' || sum(price) FROM products")).isEqualTo("1 9.50");
    }

    @Test
    void aChangeIsWrittenWhetherTheRowIsThereOrNot() throws SQLException {
        assertThat(records.takes(product("9.50", NOON))).isTrue();
        assertThat(records.takes(product("7.25", NOON.plusSeconds(1)))).isTrue();

        assertThat(one("SELECT count(*) || ' ' || sum(price) FROM products")).isEqualTo("1 7.25");
    }

    @Test
    void whatIsNoChangeOfARecordIsLeftToOthers() {
        Event event = change("order_placed", NOON, Map.of());

        assertThat(records.takes(event)).isFalse();
    }

    private static Event customer(String name, Instant time) {
        return change(
                "customer_updated",
                time,
                Map.of(
                        "customer_id",
                        "c-1",
                        "full_name",
                        name,
                        "email",
                        "ada@shop.example",
                        "home_country",
                        "France",
                        "segment",
                        "new",
                        "newsletter",
                        true));
    }

    private static Event product(String price, Instant time) {
        return change(
                "product_updated",
                time,
                Map.of(
                        "product_id",
                        "p-1",
                        "title",
                        "Lamp",
                        "category",
                        "Light",
                        "price",
                        price,
                        "currency",
                        "EUR",
                        "active",
                        true));
    }

    private static Event change(String type, Instant time, Map<String, Object> properties) {
        return new Event("e-" + time, type, time, "shop", null, null, properties);
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute("SET TIME ZONE 'UTC'");
            ResultSet row = connection.createStatement().executeQuery(sql);
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
