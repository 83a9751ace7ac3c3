package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFileStoreTest extends JdbcStoreContract {

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("contract.duckdb");
        try (Connection owner = DriverManager.getConnection(url)) {
            JdbcContractTable.load(owner);
        }
        store = connect(url, "", "");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected Optional<String> endless() {
        return Optional.of("SELECT COUNT(*) FROM range(100000000) a(i), range(100000000) b(j) WHERE i * j %% 7 = 3");
    }

    @Test
    void otherFilesStayClosed() {
        assertThatThrownBy(() -> store.query(new StoreQuery(
                        "SELECT content FROM read_text('/etc/hostname')",
                        List.of(),
                        List.of(TableUse.current(TABLE)),
                        PATIENCE,
                        10)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void whatDoesNotFitSpillsIntoTheFolderOfTheStore() {
        assertThat(store.query(new StoreQuery(
                                "SELECT current_setting('temp_directory')",
                                List.of(),
                                List.of(TableUse.current(TABLE)),
                                PATIENCE,
                                10))
                        .rows())
                .containsExactly(
                        List.of(Path.of("target/scratch/shop").toAbsolutePath().toString()));
    }

    @Test
    void aFileMayBeCalledLikeASchemaInIt(@TempDir Path folder) throws SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("shop's.duckdb");
        try (Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA \"shop's\".\"shop's\"");
            statement.execute("CREATE TABLE \"shop's\".\"shop's\".orders AS SELECT 7 AS amount");
        }
        try (Store shop = connect(url, "", "")) {
            TableName orders = new TableName("shop's", "orders");
            assertThat(shop.state(orders).columns()).hasSize(1);
            assertThat(shop.query(new StoreQuery(
                                    "SELECT SUM(amount) FROM \"shop's\".orders",
                                    List.of(),
                                    List.of(TableUse.current(orders)),
                                    PATIENCE,
                                    10))
                            .rows())
                    .hasSize(1);
        }
    }
}
