package dev.tidemark.lake.maintenance;

import static dev.tidemark.lake.RawRows.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Contents;
import dev.tidemark.lake.DuckDb;
import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.ModelTable;
import dev.tidemark.lake.RawRows;
import dev.tidemark.lake.Replacement;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.TestLake;
import dev.tidemark.lake.Tide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class TableMaintenanceTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");
    private static final MaintenancePolicy POLICY = new MaintenancePolicy(
            new FilePacking(64 << 20, 4, Duration.ofHours(1), 64 << 20),
            new SnapshotKeeping(Duration.ofHours(1), 1, Duration.ofHours(1), Duration.ofHours(1)),
            Duration.ofHours(1));

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

    private final TableMaintenance maintenance = new TableMaintenance(test.lake());
    private final LakeTables tables = new LakeTables(test.lake(), Duration.ZERO);

    private static TableRef raw(String family) {
        return new TableRef("raw", "events_" + family);
    }

    private static Tide tide(long offset) {
        return new Tide(Map.of("events.x-0", offset), MONDAY.plusSeconds(offset));
    }

    /** Each in a commit of its own, as the archive job would. */
    private static void appendOneByOne(RawRows rows, int from, int to) {
        for (int i = from; i < to; i++) {
            rows.append(tide(i + 1), List.of(row(i)));
        }
    }

    private static Record row(int i) {
        return event("e" + i, i % 2 == 0 ? "view" : "order", MONDAY.plusSeconds(i), "u" + i, "{\"n\": " + i + "}", i);
    }

    private MaintenanceReport maintain(TableRef table, Instant now, Chore... chores) {
        return maintenance
                .maintain(table, POLICY, EnumSet.copyOf(List.of(chores)), now)
                .orElseThrow();
    }

    private TableVersion now(TableRef table) {
        return tables.current(table).orElseThrow();
    }

    private List<String> ids(TableVersion version) {
        return DuckDb.rows("SELECT event_id FROM ("
                + tables.plan(version, Optional.empty()).relation() + ") ORDER BY 1");
    }

    private static List<String> expectedIds(int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "e" + i)
                .sorted()
                .toList();
    }

    @Test
    void manySmallFilesBecomeOnePerPartitionAndNothingElseChanges() {
        RawRows rows = new RawRows(test.lake(), "packed");
        appendOneByOne(rows, 0, 10);
        TableVersion before = now(raw("packed"));

        MaintenanceReport report = maintain(raw("packed"), Instant.now(), Chore.COMPACT);

        TableVersion after = now(raw("packed"));
        assertThat(report.filesPacked()).isEqualTo(10);
        assertThat(report.filesWritten()).isEqualTo(2);
        assertThat(tables.plan(after, Optional.empty()).files()).isEqualTo(2);
        assertThat(ids(after)).isEqualTo(ids(before)).isEqualTo(expectedIds(10));
        assertThat(after.snapshot()).isNotEqualTo(before.snapshot());
        assertThat(after.contents()).as("the rows are the same").isEqualTo(before.contents());
        assertThat(after.tide()).isEqualTo(before.tide()).contains(tide(10));
        assertThat(after.summary()).containsKey(Tide.OFFSETS);
        assertThat(reloaded("packed").currentSnapshot().operation()).isEqualTo(DataOperations.REPLACE);
        assertThat(maintain(raw("packed"), Instant.now(), Chore.COMPACT)).isEqualTo(MaintenanceReport.NOTHING);
    }

    private static Table reloaded(String family) {
        return test.lake().catalog().loadTable(raw(family).identifier());
    }

    @Test
    void appendsDuringCompactionAreNeitherLostNorDoubled() {
        RawRows rows = new RawRows(test.lake(), "busy");
        appendOneByOne(rows, 0, 8);
        AtomicBoolean written = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> appendOneByOne(rows, 8, 60))
                .whenComplete((done, failure) -> written.set(true));
        int packed = 0;
        while (!written.get()) {
            packed += maintain(raw("busy"), Instant.now(), Chore.COMPACT, Chore.MANIFESTS)
                    .filesPacked();
        }
        writer.join();
        packed += maintain(raw("busy"), Instant.now(), Chore.COMPACT).filesPacked();

        TableVersion after = now(raw("busy"));
        assertThat(packed).isGreaterThan(8);
        assertThat(ids(after)).isEqualTo(expectedIds(60));
        assertThat(after.tide()).contains(tide(60));
        assertThat(tables.plan(after, Optional.empty()).files()).isLessThan(20);
    }

    @Test
    void expiredSnapshotsAndTheirFilesAreGoneAndThoseInTheirTimeCanBeRead() {
        RawRows rows = new RawRows(test.lake(), "expired");
        appendOneByOne(rows, 0, 10);
        TableVersion small = now(raw("expired"));
        Set<Path> smallFiles = files("expired", ".parquet");
        maintain(raw("expired"), Instant.now(), Chore.COMPACT);

        assertThat(maintain(raw("expired"), Instant.now().plus(Duration.ofMinutes(50)), Chore.EXPIRE))
                .as("a snapshot stays for an hour")
                .isEqualTo(MaintenanceReport.NOTHING);
        assertThat(ids(small)).isEqualTo(expectedIds(10));
        assertThat(files("expired", ".parquet")).hasSize(12);

        MaintenanceReport report = maintain(raw("expired"), Instant.now().plus(Duration.ofHours(2)), Chore.EXPIRE);

        assertThat(report.snapshotsExpired()).isEqualTo(9);
        assertThat(now(raw("expired")).tide()).contains(tide(10));
        assertThat(now(raw("expired")).contents()).isEqualTo(small.contents());
        assertThat(ids(now(raw("expired")))).isEqualTo(expectedIds(10));
        assertThat(tables.at(raw("expired"), firstSnapshot(rows))).isEmpty();
        assertThat(files("expired", ".parquet"))
                .as("the snapshot that speaks for the table keeps its files until it speaks again")
                .hasSize(12);

        rows.append(tide(11), List.of(row(10)));
        maintain(raw("expired"), Instant.now().plus(Duration.ofHours(2)), Chore.EXPIRE);

        assertThat(files("expired", ".parquet")).hasSize(3).doesNotContainAnyElementsOf(smallFiles);
        assertThat(ids(now(raw("expired")))).isEqualTo(expectedIds(11));
        assertThat(now(raw("expired")).tide()).contains(tide(11));
    }

    private static long firstSnapshot(RawRows rows) {
        return rows.table().history().get(0).snapshotId();
    }

    @Test
    void aQuietTableKeepsItsContentsWhileIdleCommitsExpire() {
        RawRows rows = new RawRows(test.lake(), "idle");
        appendOneByOne(rows, 0, 2);
        TableVersion written = now(raw("idle"));
        for (int i = 2; i < 6; i++) {
            idle(rows.table(), tide(i + 1));
        }

        maintain(raw("idle"), Instant.now().plus(Duration.ofHours(2)), Chore.EXPIRE);

        TableVersion after = now(raw("idle"));
        assertThat(after.contents()).as("no transform has a reason to run").isEqualTo(written.contents());
        assertThat(after.tide()).contains(tide(6));
        assertThat(ids(after)).isEqualTo(expectedIds(2));
        assertThat(reloaded("idle").snapshots()).hasSize(1);
    }

    private static void idle(Table table, Tide tide) {
        var append = table.newAppend();
        tide.toSummary().forEach(append::set);
        Contents.unchanged(table).forEach(append::set);
        append.commit();
    }

    @Test
    void whatNoSnapshotKnowsIsDeletedOnceItIsOldEnoughAndNothingElse() {
        RawRows rows = new RawRows(test.lake(), "orphans");
        appendOneByOne(rows, 0, 6);
        maintain(raw("orphans"), Instant.now(), Chore.COMPACT);
        Path directory = test.lake().files().path(rows.table().location());
        Path old = stray(directory.resolve("data/stray.parquet"), Duration.ofHours(2));
        Path temporary = stray(directory.resolve("data/.half.parquet.tmp"), Duration.ofHours(2));
        Path manifest = stray(directory.resolve("metadata/stray-m0.avro"), Duration.ofHours(2));
        Path young = stray(directory.resolve("data/young.parquet"), Duration.ofMinutes(30));
        Set<Path> live = new HashSet<>(files("orphans", ""));
        live.removeAll(Set.of(old, temporary, manifest));
        live.forEach(file -> age(file, file.equals(young) ? Duration.ofMinutes(30) : Duration.ofHours(9)));

        MaintenanceReport report = maintain(raw("orphans"), Instant.now(), Chore.ORPHANS);

        assertThat(report.orphansDeleted()).isEqualTo(3);
        assertThat(files("orphans", "")).isEqualTo(live);
        assertThat(ids(now(raw("orphans")))).isEqualTo(expectedIds(6));
    }

    @Test
    void whatAStoppedJobMayStillCommitIsNoOrphanHoweverLongItWasStopped() {
        RawRows rows = new RawRows(test.lake(), "stopped");
        appendOneByOne(rows, 0, 2);
        Path directory = test.lake().files().path(rows.table().location());
        Path pending = stray(directory.resolve("data/pending.parquet"), Duration.ZERO);

        maintain(raw("stopped"), Instant.now().plus(Duration.ofDays(7)), Chore.ORPHANS);

        assertThat(pending).exists();
    }

    private static Path stray(Path file, Duration age) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "left behind");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        age(file, age);
        return file;
    }

    private static void age(Path file, Duration age) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> files(String family, String suffix) {
        try (Stream<Path> walk =
                Files.walk(test.lake().files().path(reloaded(family).location()))) {
            return new HashSet<>(walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void manyManifestsBecomeFew() {
        RawRows rows = new RawRows(test.lake(), "manifests");
        appendOneByOne(rows, 0, 20);

        MaintenanceReport report = maintain(raw("manifests"), Instant.now(), Chore.MANIFESTS);

        assertThat(report.manifestsRewritten()).isEqualTo(20);
        Table table = reloaded("manifests");
        assertThat(table.currentSnapshot().dataManifests(table.io())).hasSize(1);
        assertThat(ids(now(raw("manifests")))).isEqualTo(expectedIds(20));
        assertThat(now(raw("manifests")).tide()).contains(tide(20));
    }

    @Test
    void metadataFilesGoWithTheCommitsThatReplaceThemAlsoInOldTables() {
        RawRows rows = new RawRows(test.lake(), "metadata");
        rows.table()
                .updateProperties()
                .remove("write.metadata.delete-after-commit.enabled")
                .remove("write.metadata.previous-versions-max")
                .commit();
        maintain(raw("metadata"), Instant.now(), Chore.EXPIRE);
        rows.table().refresh();
        appendOneByOne(rows, 0, 30);

        assertThat(files("metadata", ".metadata.json")).hasSize(21);
    }

    @Test
    void theTableItselfMaySayHowItIsKept() {
        MaintenancePolicy said = POLICY.with(Map.of(
                "write.target-file-size-bytes", "1048576",
                "history.expire.max-snapshot-age-ms", "7200000",
                "history.expire.min-snapshots-to-keep", "3"));

        assertThat(said.files().targetBytes()).isEqualTo(1 << 20);
        assertThat(said.snapshots().all()).isEqualTo(Duration.ofHours(2));
        assertThat(said.snapshots().last()).isEqualTo(3);
        assertThat(POLICY.with(Map.of("history.expire.max-snapshot-age-ms", "1"))
                        .snapshots()
                        .all())
                .as("never below what readers may count on")
                .isEqualTo(SnapshotKeeping.LEAST);
    }

    @Test
    void aStagedVersionSurvivesAndIsPublished() {
        TableRef name = new TableRef("model", "staged");
        List<LakeColumn> columns = List.of(new LakeColumn("id", LakeType.of(LakeType.Kind.LONG), false));
        ModelTable table = ModelTable.ensure(test.lake(), name, columns, Optional.empty());
        List<Long> published = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long staged = table.stage(new Replacement(Optional.empty(), List.of(), Map.of("nth", "" + i)));
            maintain(name, Instant.now().plus(Duration.ofHours(2)), Chore.COMPACT, Chore.EXPIRE);
            table.publish(staged);
            published.add(staged);
        }
        long noted = table.note(Map.of());

        maintain(name, Instant.now().plus(Duration.ofHours(2)), Chore.EXPIRE);

        assertThat(tables.at(name, noted)).isPresent();
        assertThat(tables.at(name, published.get(0))).isEmpty();
    }

    @Test
    void aTableThatIsNotThereIsSaidToBeMissing() {
        assertThat(maintenance.maintain(
                        raw("nowhere"), MaintenancePolicy.RAW, EnumSet.allOf(Chore.class), Instant.now()))
                .isEmpty();
        new RawRows(test.lake(), "unwritten");
        assertThat(maintenance.maintain(
                        raw("unwritten"), MaintenancePolicy.RAW, EnumSet.allOf(Chore.class), Instant.now()))
                .contains(MaintenanceReport.NOTHING);
    }
}
