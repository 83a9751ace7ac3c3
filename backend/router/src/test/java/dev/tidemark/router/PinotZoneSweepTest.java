package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

/** Nothing vouches for the table, and everything is kept: the router asks it for the whole range. */
@Tag("engines")
class PinotZoneSweepTest extends ZoneSweep {

    private static final String NAME = "clocks" + UUID.randomUUID().toString().substring(0, 8);
    private static final TableName TABLE = new TableName("", NAME + "_rt");

    @SuppressWarnings("NullAway.Init")
    private static PinotStore store;

    @BeforeAll
    static void load() throws Exception {
        Pinot pinot = Testbed.pinot();
        String kafka = Testbed.kafka();
        PinotSettings settings =
                new PinotSettings(pinot.controller(), pinot.broker(), kafka, PinotSettings.Release.ZERO);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic("clean." + NAME, 1, (short) 1)))
                    .all()
                    .get();
        }
        new PinotTables(settings)
                .ensure(new RealtimeTable(
                        TABLE.name(),
                        "clean." + NAME,
                        List.of(
                                new RealtimeColumn("clock_change", ColumnType.STRING),
                                new RealtimeColumn("ticked_at", ColumnType.TIMESTAMP)),
                        "ticked_at",
                        List.of(),
                        Duration.ofDays(36_500)));
        store = new PinotStore(settings, Clock.fixed(NOW, ZoneOffset.UTC));
        await(send(kafka));
    }

    private static long send(String kafka) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (Change change : Change.values()) {
                for (Instant time : change.times()) {
                    String json =
                            "{\"clock_change\": \"%s\", \"ticked_at\": %d}".formatted(change, time.toEpochMilli());
                    producer.send(new ProducerRecord<>("clean." + NAME, json));
                }
            }
        }
        return Arrays.stream(Change.values())
                .mapToLong(change -> change.times().size())
                .sum();
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
                if (store.query(count).rows().equals(List.of(List.of(rows)))) {
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
        if (store != null) {
            store.close();
        }
    }

    @Override
    protected Router router() {
        return router(store, TABLE.name());
    }
}
