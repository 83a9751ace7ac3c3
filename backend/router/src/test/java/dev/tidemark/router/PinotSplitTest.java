package dev.tidemark.router;

import dev.tidemark.router.Shop.Order;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.ForwardingStore;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.pinot.PinotTestTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions of {@link SplitPropertyTest}, with the fresh rows in a real Pinot. */
@Tag("engines")
class PinotSplitTest {

    private static final int QUESTIONS = 25;
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);
    private static final List<Order> ORDERS = Shop.orders(new Random(42), 200).stream()
            .filter(order -> order.at().isBefore(FRESH))
            .toList();

    @SuppressWarnings("NullAway.Init")
    private static PinotTestTable pinot;

    @BeforeAll
    static void load() throws Exception {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put("event_id", ColumnType.STRING);
        columns.put("event_type", ColumnType.STRING);
        columns.put("event_time", ColumnType.TIMESTAMP);
        columns.put("appended_at", ColumnType.TIMESTAMP);
        columns.put("country", ColumnType.STRING);
        columns.put("amount", ColumnType.DECIMAL);
        columns.put("items", ColumnType.LONG);
        columns.put("user_id", ColumnType.STRING);
        pinot = new PinotTestTable("split", columns, "event_time", Clock.systemUTC());
        pinot.fill(ORDERS.stream().map(PinotSplitTest::json).toList());
    }

    private static String json(Order order) {
        return "{\"event_id\": \"%s\", \"event_type\": \"%s\", \"event_time\": %d, \"appended_at\": %d, \"amount\": \"%s\", \"items\": %d%s%s}"
                .formatted(
                        order.id(),
                        order.type(),
                        order.at().toEpochMilli(),
                        order.appended().toEpochMilli(),
                        order.amount(),
                        order.items(),
                        member("country", order.country()),
                        member("user_id", order.customer()));
    }

    private static String member(String name, String value) {
        return value.isEmpty() ? "" : ", \"" + name + "\": \"" + value + "\"";
    }

    @AfterAll
    static void close() {
        if (pinot != null) {
            pinot.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 302, 303, 304})
    void overlappingPartsAnswerAsOneTable(long seed) {
        ask(seed, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {401, 402})
    void aGapIsNeverCountedAsNothing(long seed) {
        ask(seed, true);
    }

    private static void ask(long seed, boolean gap) {
        Random random = new Random(seed);
        Instant boundary = Shop.NOW.minus(Duration.ofMinutes(10 + random.nextInt(7 * 24 * 60)));
        Duration apart = Duration.ofMinutes(1 + random.nextInt(48 * 60));
        Fresh fresh = new Fresh(gap ? boundary.plus(apart) : boundary.minus(apart));
        try (MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
                        .with(
                                "model.fact_orders",
                                Shop.table(
                                        ORDERS,
                                        order -> order.at().isBefore(boundary)
                                                && order.appended().isBefore(boundary),
                                        false),
                                boundary,
                                Instant.EPOCH);
                MemoryStore whole = new MemoryStore(StoreName.WAREHOUSE)
                        .with(
                                "model.fact_orders",
                                Shop.table(
                                        ORDERS,
                                        order -> !order.at().isBefore(boundary)
                                                || order.appended().isBefore(boundary),
                                        false),
                                FRESH,
                                Instant.EPOCH)) {
            Router parts = Shop.router(batch, fresh);
            Router one = Shop.router(whole);
            for (int i = 0; i < QUESTIONS; i++) {
                SplitPropertyTest.compare(parts, one, SplitPropertyTest.question(random), "seed " + seed);
            }
        }
    }

    /** Pinot as the real-time store that is complete up to a second ago, and whose table has the name that definitions give it. */
    private static final class Fresh extends ForwardingStore {

        private final Instant keptFrom;

        Fresh(Instant keptFrom) {
            super(pinot.store());
            this.keptFrom = keptFrom;
        }

        @Override
        public StoreName name() {
            return StoreName.REALTIME;
        }

        @Override
        public TableState state(TableName table) {
            TableState state = super.state(pinot.table());
            return new TableState(
                    table,
                    OptionalLong.empty(),
                    state.offsets(),
                    FRESH,
                    keptFrom,
                    state.rows(),
                    state.bytes(),
                    state.columns());
        }

        @Override
        @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
        public StoreAnswer query(StoreQuery query) {
            return super.query(new StoreQuery(
                    query.sql().replace("orders_rt", pinot.table().name()),
                    query.parameters(),
                    List.of(TableUse.current(pinot.table())),
                    query.timeout(),
                    query.maxRows()));
        }
    }
}
