package dev.tidemark.stores.pinot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import dev.tidemark.testbed.Pinot;
import dev.tidemark.testbed.Testbed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A table of its own in a real Pinot, whose rows come through a topic of its own with two partitions. */
public final class PinotTestTable implements AutoCloseable {

    private static final int PARTITIONS = 2;

    private final String kafka;
    private final String topic;
    private final TableName table;
    private final PinotStore store;

    /** @param columns the types of its columns by their names; {@code timeColumn} is one of them */
    public PinotTestTable(String prefix, Map<String, ColumnType> columns, String timeColumn, Clock clock)
            throws Exception {
        String name = prefix + UUID.randomUUID().toString().substring(0, 8);
        Pinot pinot = Testbed.pinot();
        kafka = Testbed.kafka();
        topic = "clean." + name;
        table = new TableName("", name + "_rt");
        PinotSettings settings =
                new PinotSettings(pinot.controller(), pinot.broker(), kafka, PinotSettings.Release.ZERO);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        List<RealtimeColumn> all = columns.entrySet().stream()
                .map(column -> new RealtimeColumn(column.getKey(), column.getValue()))
                .toList();
        new PinotTables(settings)
                .ensure(new RealtimeTable(table.name(), topic, all, timeColumn, List.of(), Duration.ofDays(36_500)));
        store = new PinotStore(settings, clock);
    }

    public PinotStore store() {
        return store;
    }

    public TableName table() {
        return table;
    }

    /** Sends rows as JSON, to one partition after the other, and waits until the table holds so many. Call it once. */
    public void fill(List<String> rows) throws InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < rows.size(); i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, rows.get(i)));
            }
        }
        StoreQuery count = new StoreQuery(
                "SELECT COUNT(*) AS n FROM " + table + " LIMIT 1",
                List.of(),
                List.of(TableUse.current(table)),
                Duration.ofSeconds(10),
                1);
        Instant deadline = Instant.now().plusSeconds(120);
        while (!holds(count, rows.size())) {
            assertThat(Instant.now()).as("the rows are in %s", table).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean holds(StoreQuery count, long rows) {
        try {
            return store.query(count).rows().equals(List.of(List.of(rows)));
        } catch (ProblemException notYet) {
            assertThat(notYet.problem()).isIn(StoreProblem.UNAVAILABLE, StoreProblem.UNKNOWN_TABLE);
            return false;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
