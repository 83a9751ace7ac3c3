package dev.tidemark.stores.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.TestLake;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.LakeContractTable;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreContract;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class DuckDbStoreTest extends StoreContract {

    private static final String ENDLESS =
            "SELECT COUNT(*) FROM range(100000000) a(i), range(100000) b(j) WHERE i * j %% 7 = 3";

    @SuppressWarnings("NullAway.Init")
    private static TestLake test;

    @SuppressWarnings("NullAway.Init")
    private static DuckDbStore store;

    private static long earlier;

    @BeforeAll
    static void open() {
        test = TestLake.create();
        earlier = LakeContractTable.load(test.lake(), LakeContractTable.NAME);
        store = DuckDbStore.warehouse(
                test.lake(),
                new DuckDbSettings(
                        "256MB",
                        1,
                        1,
                        Duration.ofMillis(300),
                        test.settings().root().resolve("scratch")));
    }

    @AfterAll
    static void close() {
        store.close();
        test.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected TableName table() {
        return LakeContractTable.NAME;
    }

    @Override
    protected String sqlName() {
        return "\"model.contract_orders\"";
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

    private static StoreQuery query(String sql, Duration timeout) {
        return new StoreQuery(sql, List.of(), List.of(TableUse.current(LakeContractTable.NAME)), timeout, 100);
    }

    private static void assertRefused(String sql) {
        assertThatThrownBy(() -> store.query(query(sql, PATIENCE)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(StoreProblem.INVALID_STORE_QUERY));
    }

    @Test
    void sqlSeesNothingButTheTables() {
        assertRefused("SELECT * FROM read_text('/etc/hostname')");
        assertRefused("SELECT * FROM read_parquet('" + test.settings().root() + "/raw/x.parquet')");
        assertRefused("SELECT 1; SELECT 2");
        assertRefused("COPY (SELECT 1) TO '/tmp/x.csv'");
        assertRefused("SET threads = 8");
        assertRefused("ATTACH '" + test.settings().root() + "/model/x.db'");
        assertRefused("CREATE TABLE t AS SELECT 1");
        assertRefused("INSTALL httpfs");
    }

    @Test
    void theWarehouseHasNoRawTables() {
        assertThatThrownBy(() -> store.state(new TableName("raw", "events_orders")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.UNKNOWN_TABLE));
    }

    @Test
    void aQueryMayHaveCommonTableExpressionsOfItsOwn() {
        assertThat(store.query(query(
                                "WITH gb AS (SELECT id FROM \"model.contract_orders\" WHERE country = 'GB') SELECT COUNT(*) FROM gb",
                                PATIENCE))
                        .rows())
                .containsExactly(List.of(3L));
    }

    @Test
    void sumsOfWholeNumbersAreWholeNumbers() {
        assertThat(store.query(query("SELECT SUM(items) FROM \"model.contract_orders\"", PATIENCE))
                        .rows())
                .containsExactly(List.of(21L));
    }

    @Test
    void whoFindsNoFreeSlotIsTold() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread first = Thread.ofVirtual().start(() -> {
            started.countDown();
            assertThatThrownBy(() -> store.query(query(ENDLESS.replace("%%", "%"), Duration.ofMinutes(1))))
                    .isInstanceOf(ProblemException.class);
        });
        started.await();

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        StoreProblem seen = null;
        while (seen == null && System.nanoTime() < deadline) {
            try {
                store.query(query("SELECT 1", PATIENCE));
            } catch (ProblemException e) {
                seen = (StoreProblem) e.problem();
            }
        }
        first.interrupt();
        first.join();
        assertThat(seen).isEqualTo(StoreProblem.STORE_BUSY);
    }
}
