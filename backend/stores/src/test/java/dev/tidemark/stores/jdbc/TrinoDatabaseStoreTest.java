package dev.tidemark.stores.jdbc;

import dev.tidemark.stores.Store;
import dev.tidemark.testbed.Testbed;
import dev.tidemark.testbed.Trino;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A Trino as people connect one: a catalog with a schema of theirs. */
@Tag("engines")
class TrinoDatabaseStoreTest extends JdbcStoreContract {

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    @SuppressWarnings("NullAway.Init")
    private static Trino trino;

    @BeforeAll
    static void open() throws SQLException {
        Optional<Trino> running = Testbed.trino();
        Assumptions.assumeTrue(
                running.isPresent(),
                "no Trino runs here, so a connected Trino has NOT been tested: ./tidemark test --with trino tests it");
        trino = running.orElseThrow();
        try (Connection owner = DriverManager.getConnection(trino.jdbcUrl(), "test", null)) {
            drop(owner);
            JdbcContractTable.load(owner, "CAST(? AS %s)");
        }
        store = connect(trino.jdbcUrl(), "test", "");
    }

    @AfterAll
    static void close() throws SQLException {
        if (store != null) {
            store.close();
            try (Connection owner = DriverManager.getConnection(trino.jdbcUrl(), "test", null)) {
                drop(owner);
            }
        }
    }

    private static void drop(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS shop.contract_orders");
            statement.execute("DROP SCHEMA IF EXISTS shop");
        }
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected Optional<String> endless() {
        return Optional.of("SELECT COUNT(*) FROM UNNEST(sequence(1, 10000)) a(i)"
                + " CROSS JOIN UNNEST(sequence(1, 10000)) b(j) CROSS JOIN UNNEST(sequence(1, 10000)) c(k), %s"
                + " WHERE (i * j + k) %% 7 = 3");
    }
}
