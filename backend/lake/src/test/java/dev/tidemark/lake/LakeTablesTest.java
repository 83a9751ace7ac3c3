package dev.tidemark.lake;

import static dev.tidemark.lake.RawRows.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptionUtil;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class LakeTablesTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final TableRef ORDERS = new TableRef("raw", "events_orders");

    @SuppressWarnings("NullAway.Init")
    private static TestLake test;

    @BeforeAll
    static void open() {
        test = TestLake.create();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    private final LakeTables tables = new LakeTables(test.lake(), Duration.ZERO);

    private static Tide tide(long offset, Instant at) {
        return new Tide(Map.of("events.x-0", offset), at);
    }

    private TableVersion now(String family) {
        return tables.current(new TableRef("raw", "events_" + family)).orElseThrow();
    }

    private List<String> ids(TableVersion version) {
        return DuckDb.rows("SELECT event_id FROM ("
                + tables.plan(version, Optional.empty()).relation() + ") ORDER BY 1");
    }

    @Test
    void aTableIsCreatedOnceAndIsEmptyUntilSomethingIsWritten() {
        new RawRows(test.lake(), "empty");
        new RawRows(test.lake(), "empty");

        TableVersion version = now("empty");
        assertThat(version.snapshot()).isEmpty();
        assertThat(version.tide()).isEmpty();
        assertThat(version.columns()).hasSize(23);
        assertThat(ids(version)).isEmpty();
        assertThat(tables.current(ORDERS)).isEmpty();
        assertThat(tables.list("raw")).contains(new TableRef("raw", "events_empty"));
    }

    @Test
    void aTableOfAnEarlierVersionGetsTheNewColumnsAndKeepsItsRows() {
        Table old = test.lake()
                .catalog()
                .createTable(
                        RawTables.of("grows"),
                        new Schema(RawTables.SCHEMA.columns().subList(0, 17)),
                        RawTables.SPEC,
                        Lake.TABLE_PROPERTIES);
        RawRows.of(old).append(tide(1, MONDAY), List.of(event("e1", "order_placed", MONDAY, "u1", "{}", 0)));
        Table stillOpen = test.lake().catalog().loadTable(RawTables.of("grows"));

        RawRows rows = new RawRows(test.lake(), "grows");
        Record enriched = event("e2", "order_placed", TUESDAY, "u2", "{}", 1);
        enriched.setField("client_device", "phone");
        enriched.setField("clock_skew_ms", -5L);
        rows.append(tide(2, TUESDAY), List.of(enriched));
        RawRows.of(stillOpen).append(tide(3, TUESDAY), List.of(event("e3", "order_placed", TUESDAY, "u3", "{}", 2)));

        assertThat(RawTables.ensure(test.lake().catalog(), "grows").schema().sameSchema(RawTables.SCHEMA))
                .isTrue();
        assertThat(DuckDb.rows("SELECT event_id, client_device, clock_skew_ms, told_time FROM ("
                        + tables.plan(now("grows"), Optional.empty()).relation() + ") ORDER BY 1"))
                .containsExactly("e1|null|null|null", "e2|phone|-5|null", "e3|null|null|null");
    }

    @Test
    void duckDbReadsExactlyTheRowsOfASnapshotAndTheirTypes() {
        RawRows rows = new RawRows(test.lake(), "snapshots");
        rows.append(tide(1, MONDAY), List.of(event("e1", "order_placed", MONDAY, "u1", "{\"amount\": \"12.50\"}", 0)));
        TableVersion before = now("snapshots");
        rows.append(tide(2, TUESDAY), List.of(event("e2", "order_placed", TUESDAY, "", "{}", 1)));
        TableVersion after = now("snapshots");

        assertThat(ids(before)).containsExactly("e1");
        assertThat(ids(after)).containsExactly("e1", "e2");
        assertThat(before.tide()).contains(tide(1, MONDAY));
        assertThat(after.tide()).contains(tide(2, TUESDAY));
        assertThat(after.rows()).isEqualTo(2);
        assertThat(tables.at(before.table(), before.snapshot().getAsLong()).map(TableVersion::rows))
                .contains(1L);
        assertThat(tables.at(before.table(), 4711)).isEmpty();
        assertThat(DuckDb.rows(
                        "SELECT event_type, event_time, user_id, properties->>'amount', kafka_offset, session_id FROM ("
                                + tables.plan(after, Optional.empty()).relation() + ") ORDER BY kafka_offset"))
                .containsExactly(
                        "order_placed|2026-11-02T10:00Z|u1|12.50|0|null",
                        "order_placed|2026-11-03T10:00Z|null|null|1|null");
    }

    @Test
    void aSpanLeavesOutFilesAndPlansAreKept() {
        RawRows rows = new RawRows(test.lake(), "spans");
        rows.append(
                tide(2, TUESDAY),
                List.of(
                        event("e1", "a", MONDAY, "u", "{}", 0),
                        event("e2", "b", MONDAY, "u", "{}", 1),
                        event("e3", "a", TUESDAY, "u", "{}", 2)));
        TableVersion version = now("spans");
        Optional<TimeSpan> tuesday = Optional.of(new TimeSpan("event_time", TUESDAY, Instant.MAX));

        ScanPlan all = tables.plan(version, Optional.empty());
        ScanPlan pruned = tables.plan(version, tuesday);

        assertThat(all.files()).isEqualTo(3);
        assertThat(all.rows()).isEqualTo(3);
        assertThat(pruned.files()).isEqualTo(1);
        assertThat(pruned.rows()).isEqualTo(1);
        assertThat(pruned.bytes()).isPositive().isLessThan(all.bytes());
        assertThat(tables.plan(version, tuesday)).isSameAs(pruned);
        assertThat(tables.plan(version, Optional.of(new TimeSpan("no_such", MONDAY, TUESDAY)))
                        .files())
                .isEqualTo(3);
    }

    @Test
    void columnsMayBeAddedRenamedAndDroppedAndOldSnapshotsKeepTheirs() {
        RawRows rows = new RawRows(test.lake(), "evolved");
        rows.append(tide(1, MONDAY), List.of(event("e1", "a", MONDAY, "u1", "{}", 0)));
        TableVersion before = now("evolved");
        rows.table()
                .updateSchema()
                .renameColumn("user_id", "person")
                .deleteColumn("ip")
                .addColumn("ip", Types.LongType.get())
                .commit();
        rows.table().newFastAppend().commit();
        TableVersion after = now("evolved");

        assertThat(DuckDb.rows("SELECT person, ip FROM ("
                        + tables.plan(after, Optional.empty()).relation() + ")"))
                .containsExactly("u1|null");
        assertThat(DuckDb.rows("SELECT user_id, ip FROM ("
                        + tables.plan(before, Optional.empty()).relation() + ")"))
                .containsExactly("u1|null");
        assertThat(before.columns()).contains(new LakeColumn("ip", LakeType.of(LakeType.Kind.STRING), false));
        assertThat(after.columns()).contains(new LakeColumn("ip", LakeType.of(LakeType.Kind.LONG), false));
    }

    @Test
    void deletedRowsAreLeftOut() throws IOException {
        RawRows rows = new RawRows(test.lake(), "deletes");
        rows.append(
                tide(3, MONDAY),
                List.of(
                        event("e1", "a", MONDAY, "u", "{}", 0),
                        event("e2", "a", MONDAY, "u", "{}", 1),
                        event("e3", "a", MONDAY, "u", "{}", 2),
                        event("e4", "b", MONDAY, "u", "{}", 3)));
        TableVersion before = now("deletes");
        rows.table().newRowDelta().addDeletes(deleteSecondRow(rows.table())).commit();
        TableVersion after = now("deletes");

        assertThat(ids(after)).containsExactly("e1", "e3", "e4");
        assertThat(ids(before)).containsExactly("e1", "e2", "e3", "e4");
        assertThat(after.tide()).as("nobody vouches for a foreign snapshot").isEmpty();
    }

    private static DeleteFile deleteSecondRow(Table table) throws IOException {
        FileScanTask task;
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            task = java.util.stream.StreamSupport.stream(tasks.spliterator(), false)
                    .filter(each -> each.file().recordCount() == 3)
                    .findFirst()
                    .orElseThrow();
        }
        PositionDeleteWriter<Record> writer = new GenericAppenderFactory(table.schema(), table.spec())
                .newPosDeleteWriter(
                        EncryptionUtil.plainAsEncryptedOutput(
                                table.io().newOutputFile(table.location() + "/data/deletes.parquet")),
                        FileFormat.PARQUET,
                        task.file().partition());
        try (writer) {
            writer.write(PositionDelete.<Record>create().set(task.file().location(), 1));
        }
        return writer.toDeleteFile();
    }

    @Test
    void deletesWeCannotReadAreRefusedNotIgnored() throws IOException {
        RawRows rows = new RawRows(test.lake(), "equality");
        rows.append(tide(1, MONDAY), List.of(event("e1", "a", MONDAY, "u", "{}", 0)));
        Table table = rows.table();
        FileScanTask task;
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            task = tasks.iterator().next();
        }
        EqualityDeleteWriter<Record> writer = new GenericAppenderFactory(
                        table.schema(),
                        table.spec(),
                        new int[] {1},
                        table.schema().select("event_id"),
                        null)
                .newEqDeleteWriter(
                        EncryptionUtil.plainAsEncryptedOutput(
                                table.io().newOutputFile(table.location() + "/data/equality.parquet")),
                        FileFormat.PARQUET,
                        task.file().partition());
        try (writer) {
            GenericRecord key = GenericRecord.create(table.schema().select("event_id"));
            key.setField("event_id", "e1");
            writer.write(key);
        }
        table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();

        assertThatThrownBy(() -> ids(now("equality")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(LakeProblem.UNREADABLE_DELETES));
    }

    @Test
    void aTableCreatedAgainIsAnotherTable() {
        RawRows first = new RawRows(test.lake(), "again");
        first.append(tide(1, MONDAY), List.of(event("e1", "a", MONDAY, "u", "{}", 0)));
        assertThat(ids(now("again"))).containsExactly("e1");

        test.lake().catalog().dropTable(RawTables.of("again"), false);
        assertThat(tables.current(new TableRef("raw", "events_again"))).isEmpty();
        new RawRows(test.lake(), "again").append(tide(1, MONDAY), List.of(event("e9", "a", MONDAY, "u", "{}", 0)));
        assertThat(ids(now("again"))).containsExactly("e9");
    }
}
