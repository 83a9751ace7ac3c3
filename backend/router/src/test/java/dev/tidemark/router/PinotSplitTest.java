package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.pinot.PinotSettings;
import dev.tidemark.stores.pinot.PinotStore;
import dev.tidemark.stores.pinot.PinotTables;
import dev.tidemark.stores.pinot.RealtimeColumn;
import dev.tidemark.stores.pinot.RealtimeTable;
import dev.tidemark.testbed.Pinot;
import dev.tidemark.testbed.Testbed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
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
    private static final String NAME = "split" + UUID.randomUUID().toString().substring(0, 8);
    private static final TableName TABLE = new TableName("", NAME + "_rt");
    private static final List<Order> ORDERS = Shop.orders(new Random(42), 200).stream()
            .filter(order -> order.at().isBefore(FRESH))
            .toList();

    @SuppressWarnings("NullAway.Init")
    private static PinotStore pinot;

    @BeforeAll
    static void load() throws Exception {
        Pinot engine = Testbed.pinot();
        String kafka = Testbed.kafka();
        PinotSettings settings =
                new PinotSettings(engine.controller(), engine.broker(), kafka, PinotSettings.Release.ZERO);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic("clean." + NAME, 2, (short) 1)))
                    .all()
                    .get();
        }
        new PinotTables(settings)
                .ensure(new RealtimeTable(
                        TABLE.name(),
                        "clean." + NAME,
                        List.of(
                                new RealtimeColumn("event_id", ColumnType.STRING),
                                new RealtimeColumn("event_type", ColumnType.STRING),
                                new RealtimeColumn("event_time", ColumnType.TIMESTAMP),
                                new RealtimeColumn("appended_at", ColumnType.TIMESTAMP),
                                new RealtimeColumn("country", ColumnType.STRING),
                                new RealtimeColumn("amount", ColumnType.DECIMAL),
                                new RealtimeColumn("items", ColumnType.LONG),
                                new RealtimeColumn("user_id", ColumnType.STRING)),
                        "event_time",
                        List.of(),
                        Duration.ofDays(36_500)));
        pinot = new PinotStore(settings, Clock.systemUTC());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (Order order : ORDERS) {
                producer.send(new ProducerRecord<>("clean." + NAME, null, order.id(), json(order)));
            }
        }
        await(ORDERS.size());
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

    private static void await(long rows) throws InterruptedException {
        StoreQuery count = new StoreQuery(
                "SELECT COUNT(*) AS n FROM " + TABLE + " LIMIT 1",
                List.of(),
                List.of(TableUse.current(TABLE)),
                Duration.ofSeconds(10),
                1);
        Instant deadline = Instant.now().plusSeconds(120);
        while (true) {
            try {
                if (pinot.query(count).rows().equals(List.of(List.of(rows)))) {
                    return;
                }
            } catch (ProblemException notYet) {
                assertThat(notYet.problem()).isIn(StoreProblem.UNAVAILABLE, StoreProblem.UNKNOWN_TABLE);
            }
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
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
        Fresh fresh = new Fresh(pinot, gap ? boundary.plus(apart) : boundary.minus(apart));
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
    private record Fresh(PinotStore pinot, Instant keptFrom) implements Store {

        @Override
        public StoreName name() {
            return StoreName.REALTIME;
        }

        @Override
        public String engine() {
            return pinot.engine();
        }

        @Override
        public SqlFlavor flavor() {
            return pinot.flavor();
        }

        @Override
        public TableState state(TableName table) {
            TableState state = pinot.state(TABLE);
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
            return pinot.query(new StoreQuery(
                    query.sql().replace("orders_rt", TABLE.name()),
                    query.parameters(),
                    List.of(TableUse.current(TABLE)),
                    query.timeout(),
                    query.maxRows()));
        }

        @Override
        public void close() {}
    }
}
