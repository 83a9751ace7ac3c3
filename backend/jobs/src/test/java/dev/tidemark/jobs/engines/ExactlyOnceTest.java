package dev.tidemark.jobs.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.Topics;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobArguments;
import dev.tidemark.jobs.JobEnvironment;
import dev.tidemark.jobs.archive.ArchiveJob;
import dev.tidemark.jobs.clean.CleanJob;
import dev.tidemark.jobs.events.Decode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.RawTables;
import dev.tidemark.lake.Tide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engines")
class ExactlyOnceTest {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String family = Engines.uniqueFamily();
    private final FamilySettings settings =
            new FamilySettings(family, PARTITIONS, Duration.ofDays(10), Duration.ofDays(7), Duration.ofHours(1));

    @Test
    void every_event_is_in_the_archive_and_each_id_in_the_clean_topic_once_although_task_managers_die(@TempDir Path dir)
            throws Exception {
        Engines engines = Engines.running();
        JobArguments arguments = engines.arguments(dir.resolve("lake"), settings);
        Traffic.createTopics(engines.kafka(), family, PARTITIONS);
        try (Cluster cluster = new Cluster(dir);
                Traffic traffic = new Traffic(engines.kafka(), family, PARTITIONS);
                Lake lake = lake(arguments);
                Committed clean = new Committed(engines.kafka(), Topics.clean(family));
                Committed quarantine = new Committed(engines.kafka(), Topics.quarantine(family))) {
            cluster.run(archive(arguments));
            cluster.run(clean(arguments));
            Table table = RawTables.ensure(lake.catalog(), family);

            send(traffic, 0, 4000);
            await(() -> rows(table).size() > 1000);
            send(traffic, 4000, 8000);
            cluster.replaceTaskManager();
            send(traffic, 8000, 12000);
            traffic.unreadable("broken");
            traffic.flush();
            Instant sent = Instant.now();
            await(() -> {
                traffic.heartbeats();
                return complete(table).isAfter(sent);
            });

            List<String> archived = rows(table);
            assertThat(archived).hasSize(traffic.acknowledged.get() - 1).doesNotHaveDuplicates();

            clean.until(it -> complete(it, sent.toEpochMilli()), PATIENCE);
            List<String> ids = clean.ofType("order_placed").stream()
                    .map(row -> row.path("event_id").asText())
                    .toList();
            assertThat(ids).hasSize(12000).doesNotHaveDuplicates();

            quarantine.until(it -> !it.records.isEmpty(), PATIENCE);
            assertThat(new String(quarantine
                            .records
                            .get(0)
                            .headers()
                            .lastHeader("tm_reason")
                            .value()))
                    .contains("no schema of id 404");
        }
    }

    @Test
    void the_tide_stops_when_a_partition_is_held_back(@TempDir Path dir) throws Exception {
        Engines engines = Engines.running();
        JobArguments arguments = engines.arguments(dir.resolve("lake"), settings);
        Traffic.createTopics(engines.kafka(), family, PARTITIONS);
        try (Cluster cluster = new Cluster(dir);
                Traffic traffic = new Traffic(engines.kafka(), family, PARTITIONS);
                Lake lake = lake(arguments);
                Committed clean = new Committed(engines.kafka(), Topics.clean(family))) {
            cluster.run(archive(arguments));
            cluster.run(clean(arguments));
            Table table = RawTables.ensure(lake.catalog(), family);
            await(() -> {
                traffic.heartbeats();
                return complete(table).isAfter(Instant.EPOCH);
            });
            // A heartbeat says the time at which the broker appended it: none may be under way when the partition is
            // held.
            traffic.flush();

            Instant held = Instant.now();
            Set<Instant> seen = new HashSet<>();
            int before = count(table);
            for (int i = 0; i < 3; i++) {
                String id = "later-" + i;
                traffic.order(id, Instant.now(), "GB", BigDecimal.ONE);
                traffic.heartbeat(0);
                traffic.heartbeat(1);
                traffic.heartbeat(2);
                traffic.flush();
                int expected = before + i + 1;
                await(() -> count(table) >= expected);
                clean.until(
                        it -> it.ofType("order_placed").stream()
                                .anyMatch(row -> row.path("event_id").asText().equals(id)),
                        PATIENCE);
                seen.add(complete(table));
            }

            assertThat(seen).allSatisfy(tide -> assertThat(tide).isBefore(held));
            assertThat(clean.ofType(Heartbeat.TYPE))
                    .allSatisfy(row ->
                            assertThat(row.path("complete_through").asLong()).isLessThan(held.toEpochMilli()));
        }
    }

    private static void send(Traffic traffic, int from, int to) {
        for (int i = from; i < to; i++) {
            traffic.order("order-" + i, Instant.now(), i % 2 == 0 ? "GB" : "DE", new BigDecimal("10.01"));
            if (i % 50 == 0) {
                traffic.order("order-" + i, Instant.now(), "GB", new BigDecimal("10.01"));
            }
            if (i % 500 == 0) {
                traffic.heartbeats();
            }
        }
        traffic.flush();
    }

    private static StreamExecutionEnvironment archive(JobArguments arguments) {
        StreamExecutionEnvironment environment = JobEnvironment.of(arguments, Duration.ofSeconds(1));
        environment.setParallelism(2);
        ArchiveJob.build(environment, arguments, new Decode(arguments, it -> Traffic.SCHEMAS));
        return environment;
    }

    private static StreamExecutionEnvironment clean(JobArguments arguments) {
        StreamExecutionEnvironment environment = JobEnvironment.of(arguments, Duration.ofMillis(500));
        environment.setParallelism(2);
        CleanJob.build(environment, arguments, new Decode(arguments, it -> Traffic.SCHEMAS));
        return environment;
    }

    private static Lake lake(JobArguments arguments) {
        return Lake.open(new LakeSettings(
                arguments.required("lake-jdbc"),
                arguments.required("lake-user"),
                String.valueOf(arguments.secret("lake-password-file")),
                Path.of(arguments.required("lake-root"))));
    }

    /** Where each row came from. */
    private static List<String> rows(Table table) {
        table.refresh();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .select("kafka_partition", "kafka_offset")
                .build()) {
            List<String> positions = new ArrayList<>();
            rows.forEach(row -> positions.add(row.getField("kafka_partition") + "@" + row.getField("kafka_offset")));
            return positions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(Table table) {
        return rows(table).size();
    }

    private static Instant complete(Table table) {
        table.refresh();
        return Optional.ofNullable(table.currentSnapshot())
                .flatMap(snapshot -> Tide.of(table, snapshot.snapshotId()))
                .map(Tide::completeThrough)
                .orElse(Instant.EPOCH);
    }

    private static boolean complete(Committed clean, long through) {
        long partitions = clean.ofType(Heartbeat.TYPE).stream()
                .filter(row -> row.path("complete_through").asLong() > through)
                .map(row -> row.path("clean_partition").asInt())
                .distinct()
                .count();
        return partitions == PARTITIONS;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("time is up").isBefore(deadline);
            Thread.sleep(200);
        }
    }
}
