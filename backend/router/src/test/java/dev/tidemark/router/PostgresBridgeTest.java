package dev.tidemark.router;

import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("engines")
class PostgresBridgeTest extends BridgeSweep {

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    @BeforeAll
    static void connect() {
        database = Testbed.postgres();
        store = new JdbcStore(
                JdbcSettings.of(new StoreName("bank"), database.url(), database.user(), database.password()),
                Clock.fixed(Bank.NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected Asking asking(long seed, Bank bank) {
        String schema = "bank_" + seed;
        Map<String, String> tables = Map.of(
                "payments", bank.payments(any -> true),
                "holders", bank.holders(),
                "customers", bank.allCustomers(),
                "countries", Bank.countries());
        try (Connection owner = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            for (Map.Entry<String, String> table : tables.entrySet()) {
                statement.execute("CREATE TABLE " + schema + "." + table.getKey() + " AS " + table.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Router router = Bank.router("bank", schema, store);
        return new Asking() {
            @Override
            public Router router() {
                return router;
            }

            @Override
            public void close() {
                // the store serves all tests
            }
        };
    }
}
