package dev.tidemark.jobs.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.lake.Contents;
import dev.tidemark.lake.Tide;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Appends one family's portion of a checkpoint to its raw table, once: the snapshot says which job and checkpoint made it, which
 * offsets follow it and through when it is complete.
 */
final class RawAppend {

    static final String JOB = "flink.job-id";
    static final String CHECKPOINT = "flink.max-committed-checkpoint-id";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String family;
    private final int partitions;
    private final Duration idlePause;

    /**
     * @param idlePause how long a table without new rows waits before the next commit that only moves its tide
     */
    RawAppend(String family, int partitions, Duration idlePause) {
        this.family = family;
        this.partitions = partitions;
        this.idlePause = idlePause;
    }

    /** Safe to call again with the same arguments after any failure. */
    void append(Table table, String job, long checkpoint, Portion portion, Instant now) throws IOException {
        table.refresh();
        Optional<Tide> before = Tides.current(table);
        Tide after = tide(before, portion);
        if (portion.files().isEmpty()
                ? isTooSoon(table, before, after, now)
                : isHeld(table, job, checkpoint, portion)) {
            return;
        }
        AppendFiles append = table.newAppend().set(JOB, job).set(CHECKPOINT, Long.toString(checkpoint));
        after.toSummary().forEach(append::set);
        if (portion.files().isEmpty()) {
            Contents.unchanged(table).forEach(append::set);
        }
        for (String file : portion.files()) {
            append.appendFile((DataFile) ContentFileParser.fromJson(JSON.readTree(file), table.specs()));
        }
        append.commit();
    }

    private Tide tide(Optional<Tide> before, Portion portion) {
        Map<String, Long> offsets = new HashMap<>(before.map(Tide::offsets).orElse(Map.of()));
        Offsets.of(family, portion).forEach((key, next) -> offsets.merge(key, next, Math::max));
        Instant known = before.map(Tide::completeThrough).orElse(Instant.EPOCH);
        Instant read = portion.completeThrough(partitions).orElse(Instant.EPOCH);
        return new Tide(offsets, read.isAfter(known) ? read : known);
    }

    private boolean isTooSoon(Table table, Optional<Tide> before, Tide after, Instant now) {
        Optional<Snapshot> last = Optional.ofNullable(table.currentSnapshot())
                .flatMap(current -> Tide.carrier(table, current.snapshotId()));
        boolean moved = before.map(tide -> after.completeThrough().isAfter(tide.completeThrough()))
                .orElse(after.completeThrough().isAfter(Instant.EPOCH));
        return !moved
                || last.filter(snapshot -> now.toEpochMilli() - snapshot.timestampMillis() < idlePause.toMillis())
                        .isPresent();
    }

    private boolean isHeld(Table table, String job, long checkpoint, Portion portion) {
        return Tides.current(table)
                        .map(tide -> Offsets.cover(tide.offsets(), Offsets.of(family, portion)))
                        .orElse(false)
                || lastCheckpoint(table, job) >= checkpoint;
    }

    private static long lastCheckpoint(Table table, String job) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (job.equals(snapshot.summary().get(JOB))) {
                return Long.parseLong(snapshot.summary().getOrDefault(CHECKPOINT, "-1"));
            }
        }
        return -1;
    }
}
