package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class PostgresStoreTest extends JdbcStoreContract {

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void open() throws SQLException {
        database = Testbed.postgres();
        try (Connection owner = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            JdbcContractTable.load(owner);
        }
        store = connect(database.url(), database.user(), database.password());
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
        return Optional.of(
                "SELECT COUNT(*) FROM generate_series(1, 100000000) a(i), generate_series(1, 1000) b(j) WHERE i * j %% 7 = 3");
    }

    /** What Redshift is sent is PostgreSQL's SQL as well, but for hours and minutes of a zone. */
    @Test
    void whatIsWrittenForRedshiftGivesTheSameHere() {
        for (MetricScan scan : List.of(
                ContractScans.buckets(),
                ContractScans.expressions(),
                ContractScans.nothing(),
                ContractScans.edges(),
                ContractScans.conversions(),
                ContractScans.versions(),
                ContractScans.bridges())) {
            assertThat(rows(scan, SqlFlavor.REDSHIFT))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(rows(scan, SqlFlavor.POSTGRESQL));
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsAway() {
        try (JdbcStore nowhere = connect("jdbc:postgresql://127.0.0.1:1/nowhere", "nobody", "secret")) {
            assertThatThrownBy(() -> nowhere.state(TABLE)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problem()).isEqualTo(StoreProblem.UNAVAILABLE);
                assertThat(e.toString() + e.detail()).doesNotContain("secret");
            });
        }
    }
}
