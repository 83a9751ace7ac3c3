package dev.tidemark.stores.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.RawTables;
import dev.tidemark.lake.TestLake;
import dev.tidemark.stores.LakeContractTable;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreContract;
import dev.tidemark.stores.TableName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lakehouse where no Trino runs. */
@Tag("engines")
class DuckDbLakehouseTest extends StoreContract {

    @SuppressWarnings("NullAway.Init")
    private static TestLake test;

    @SuppressWarnings("NullAway.Init")
    private static DuckDbStore store;

    private static long earlier;

    @BeforeAll
    static void open() {
        test = TestLake.create();
        earlier = LakeContractTable.load(test.lake(), LakeContractTable.NAME);
        store = DuckDbStore.lakehouse(
                test.lake(), DuckDbSettings.defaults(test.settings().root().resolve("scratch")));
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
        return Optional.of("SELECT COUNT(*) FROM range(100000000) a(i), range(100000000) b(j) WHERE i * j %% 7 = 3");
    }

    @Override
    protected OptionalLong earlierSnapshot() {
        return OptionalLong.of(earlier);
    }

    @Override
    protected Instant completeThrough() {
        return LakeContractTable.TIDE.completeThrough();
    }

    @Test
    void theLakehouseHasTheRawTables() {
        RawTables.ensure(test.lake().catalog(), "orders");

        assertThat(store.state(new TableName("raw", "events_orders")).columns())
                .extracting("name")
                .contains("event_id");
    }
}
