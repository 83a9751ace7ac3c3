package dev.tidemark.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.lake.Contents;
import dev.tidemark.lake.RawTables;
import dev.tidemark.lake.Tide;
import dev.tidemark.lake.maintenance.FilePacking;
import dev.tidemark.lake.maintenance.SnapshotKeeping;
import dev.tidemark.lake.maintenance.internal.Compaction;
import dev.tidemark.lake.maintenance.internal.SnapshotExpiry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "Was this checkpoint committed?" has the same answer after any maintenance. */
class RawAppendTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration IDLE = Duration.ofSeconds(15);

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final RawAppend append = new RawAppend("orders", 1, IDLE);

    @SuppressWarnings("NullAway.Init")
    private Table table;

    @BeforeEach
    void create() {
        catalog.initialize("lake", Map.of());
        catalog.createNamespace(Namespace.of(RawTables.NAMESPACE));
        table = RawTables.ensure(catalog, "orders");
    }

    private Portion portion(long offset) throws IOException {
        FamilyFiles files = new FamilyFiles(table, 0, 0, "test-" + offset);
        GenericRecord row = GenericRecord.create(table.schema());
        OffsetDateTime at = NOON.atOffset(ZoneOffset.UTC);
        for (String time : List.of("event_time", "received_at", "appended_at")) {
            row.setField(time, at);
        }
        row.setField("event_id", "e" + offset);
        row.setField("event_type", "order_placed");
        row.setField("schema_version", 1);
        row.setField("schema_id", 17);
        row.setField("source", "web-shop");
        row.setField("team", "web");
        row.setField("properties", "{}");
        row.setField("kafka_partition", 0);
        row.setField("kafka_offset", offset);
        files.add(row);
        return new Portion(files.finish(), position(offset));
    }

    @Test
    void whatTheCollectorWorkedOutHasColumns() {
        Instant told = Instant.parse("2026-11-20T10:00:00Z");
        Envelope envelope =
                new Envelope("e", "order_placed", 1, NOON, NOON, "web-shop", "web", null, null, null, "GB", null);
        Arrival.Event event = new Arrival.Event(
                envelope,
                new Enrichment("SCT", "phone", "Safari", "iOS", new Enrichment.Skew(told, Duration.ofHours(2))),
                17,
                "{}");
        Record row = RawRecords.of(table.schema(), new Arrival("orders", 0, 1, NOON.toEpochMilli(), event), event);
        assertThat(row.getField("geo_region")).isEqualTo("SCT");
        assertThat(row.getField("client_agent")).isEqualTo("Safari");
        assertThat(row.getField("told_time")).isEqualTo(told.atOffset(ZoneOffset.UTC));
        assertThat(row.getField("clock_skew_ms")).isEqualTo(7_200_000L);
    }

    private static Map<Integer, Position> position(long offset) {
        return Map.of(0, Position.after(offset, NOON.plusSeconds(offset).toEpochMilli()));
    }

    private void commit(String job, long checkpoint, Portion portion) throws IOException {
        append.append(table, job, checkpoint, portion, Instant.now());
    }

    private void maintain() {
        new Compaction(table, new FilePacking(64 << 20, 2, Duration.ofHours(1), 64 << 20)).run(Instant.now());
        SnapshotKeeping least = new SnapshotKeeping(Duration.ofHours(1), 1, Duration.ofHours(1), Duration.ofHours(1));
        SnapshotExpiry.expire(table, least, Instant.now().plus(Duration.ofDays(400)));
        table.refresh();
    }

    private List<String> files() throws IOException {
        table.refresh();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(task -> task.file().location())
                    .toList();
        }
    }

    private long rows() throws IOException {
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .mapToLong(task -> task.file().recordCount())
                    .sum();
        }
    }

    private Snapshot current() {
        table.refresh();
        return table.currentSnapshot();
    }

    @Test
    void aCheckpointThatIsCommittedAgainAddsNothingAlsoAfterMaintenance() throws IOException {
        Portion last = portion(4);
        for (long i = 0; i < 4; i++) {
            commit("job-1", i, portion(i));
        }
        commit("job-1", 4, last);
        maintain();
        assertThat(files()).hasSize(1);
        long snapshot = current().snapshotId();

        commit("job-1", 4, last);
        commit("job-2", 1, last);

        assertThat(current().snapshotId()).as("nothing was committed").isEqualTo(snapshot);
        assertThat(rows()).isEqualTo(5);
        assertThat(Tides.current(table).map(Tide::offsets)).contains(Map.of("events.orders-0", 5L));
    }

    @Test
    void theJobGoesOnBehindWhatMaintenanceLeft() throws IOException {
        for (long i = 0; i < 3; i++) {
            commit("job-1", i, portion(i));
        }
        maintain();

        commit("job-1", 3, portion(3));

        assertThat(rows()).isEqualTo(4);
        assertThat(Tides.current(table).map(Tide::completeThrough)).contains(NOON.plusSeconds(3));
    }

    @Test
    void behindForeignCommitsTheJobStillFindsItsOwn() throws IOException {
        Portion last = portion(2);
        commit("job-1", 1, portion(1));
        commit("job-1", 2, last);
        for (int i = 0; i < 3; i++) {
            table.newAppend().set("somebody", "else").commit();
        }
        assertThat(Tides.current(table)).as("a foreign snapshot voids the tide").isEqualTo(Optional.empty());
        maintain();
        long snapshot = current().snapshotId();

        commit("job-1", 2, last);

        assertThat(current().snapshotId()).isEqualTo(snapshot);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void anIdleCommitWaitsForItsPauseWhicheverRewriteIsInBetween() throws IOException {
        commit("job-1", 1, portion(1));
        commit("job-1", 2, portion(2));
        maintain();
        long rewritten = current().snapshotId();
        long written = Tide.carrier(table, rewritten).orElseThrow().timestampMillis();
        Portion idle = new Portion(List.of(), position(9));

        append.append(
                table,
                "job-1",
                3,
                idle,
                Instant.ofEpochMilli(written).plus(IDLE).minusMillis(1));
        assertThat(current().snapshotId()).isEqualTo(rewritten);
        append.append(table, "job-1", 4, idle, Instant.ofEpochMilli(written).plus(IDLE));

        assertThat(current().snapshotId()).isNotEqualTo(rewritten);
        assertThat(Contents.of(table, current()))
                .as("it names the snapshot whose rows it has")
                .hasValue(Long.parseLong(current().summary().get(Contents.SAME_ROWS_AS)));
        assertThat(rows()).isEqualTo(2);
    }
}
