package dev.tidemark.stores.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.LakeContractTable;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreContract;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import dev.tidemark.testbed.Testbed;
import dev.tidemark.testbed.Trino;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class TrinoStoreTest extends StoreContract {

    private static final TableName TABLE = new TableName(
            "model",
            "contract_" + UUID.randomUUID().toString().replace('-', '_').substring(0, 8));

    private static final String ENDLESS = "SELECT COUNT(*) FROM UNNEST(sequence(1, 10000)) a(i)"
            + " CROSS JOIN UNNEST(sequence(1, 10000)) b(j) CROSS JOIN UNNEST(sequence(1, 10000)) c(k), %s"
            + " WHERE (i * j + k) %% 7 = 3";

    @SuppressWarnings("NullAway.Init")
    private static Trino trino;

    @SuppressWarnings("NullAway.Init")
    private static Lake lake;

    @SuppressWarnings("NullAway.Init")
    private static TrinoStore store;

    private static long earlier;

    @BeforeAll
    static void open() {
        Optional<Trino> running = Testbed.trino();
        Assumptions.assumeTrue(
                running.isPresent(),
                "no Trino runs here, so TrinoStore has NOT been tested: ./tidemark test --with trino tests it");
        trino = running.orElseThrow();
        lake = Lake.open(new LakeSettings(
                trino.catalog().url(), trino.catalog().user(), trino.catalog().password(), trino.lake()));
        earlier = LakeContractTable.load(lake, TABLE);
        store = new TrinoStore(lake, TrinoSettings.at(trino.jdbcUrl()));
    }

    @AfterAll
    static void close() {
        if (lake != null) {
            LakeContractTable.drop(lake, TABLE);
            lake.close();
        }
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected TableName table() {
        return TABLE;
    }

    @Override
    protected String sqlName() {
        return "\"lake\".\"model\".\"" + TABLE.name() + "\"";
    }

    @Override
    protected Optional<String> endless() {
        return Optional.of(ENDLESS);
    }

    @Override
    protected OptionalLong earlierSnapshot() {
        return OptionalLong.of(earlier);
    }

    @Override
    protected Instant completeThrough() {
        return LakeContractTable.TIDE.completeThrough();
    }

    private StoreQuery query(String sql, @Nullable Object... parameters) {
        return new StoreQuery(
                sql.formatted(sqlName()),
                Collections.unmodifiableList(new ArrayList<>(Arrays.asList(parameters))),
                List.of(TableUse.current(TABLE)),
                PATIENCE,
                10);
    }

    private void assertRefused(StoreQuery query) {
        assertThatThrownBy(() -> store.query(query))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(StoreProblem.INVALID_STORE_QUERY));
    }

    @Test
    void onlyASelectIsRun() {
        assertRefused(query("DELETE FROM %s"));
        assertRefused(query("CREATE TABLE lake.model.stolen AS SELECT * FROM %s"));
        assertRefused(query("SELECT 1 FROM %s; SELECT 2"));
        assertRefused(query("CALL system.runtime.kill_query('x')"));
    }

    @Test
    void everyTableIsPinnedSoOneThatIsNotNamedIsRefused() {
        assertRefused(new StoreQuery(
                "SELECT COUNT(*) FROM lake.model." + TABLE.name(),
                List.of(),
                List.of(TableUse.current(TABLE)),
                PATIENCE,
                10));
    }

    @Test
    void absentParametersAndWholeSumsKeepTheirTypes() {
        assertThat(store.query(query("SELECT COUNT(*) FROM %s WHERE country = ?", (Object) null))
                        .rows())
                .containsExactly(List.of(0L));
        assertThat(store.query(query("SELECT SUM(items), SUM(items) / 2e0 FROM %s"))
                        .rows())
                .containsExactly(List.of(21L, 10.5));
    }

    @Test
    void daysBeginAtTheMidnightOfTheirZone() {
        assertThat(store.query(
                                query(
                                        "SELECT date_trunc('day', \"at\" AT TIME ZONE 'America/New_York') AS d, COUNT(*) AS n FROM %s GROUP BY 1 ORDER BY 1"))
                        .rows())
                .containsExactly(
                        List.of(Instant.parse("2026-11-02T05:00:00Z"), 4L),
                        List.of(Instant.parse("2026-11-03T05:00:00Z"), 2L));
    }

    @Test
    void whatIsLeftAtItsTimeoutIsOverInTrinoToo() throws Exception {
        String mark = "left_" + TABLE.name();
        StoreQuery slow = query(ENDLESS.replace("COUNT(*)", "COUNT(*) AS " + mark));

        assertThatThrownBy(() ->
                        store.query(new StoreQuery(slow.sql(), List.of(), slow.tables(), Duration.ofSeconds(3), 10)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.STORE_TIMEOUT));

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> states = states(mark);
        while (!states.equals(List.of("FAILED"))) {
            assertThat(System.nanoTime()).as("states are %s", states).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
            states = states(mark);
        }
    }

    private static List<String> states(String mark) throws SQLException {
        try (Connection connection = DriverManager.getConnection(trino.jdbcUrl(), "test", null);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT state FROM system.runtime.queries WHERE query LIKE ? AND query LIKE '%UNNEST%'")) {
            statement.setString(1, "%" + mark + "%");
            List<String> states = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    states.add(result.getString(1));
                }
            }
            return states;
        }
    }

    @Test
    void aTrinoThatIsAwayIsSaid() {
        TrinoStore away = new TrinoStore(lake, TrinoSettings.at("jdbc:trino://127.0.0.1:9/lake"));
        assertThatThrownBy(() -> away.query(query("SELECT COUNT(*) FROM %s")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.UNAVAILABLE));
    }
}
