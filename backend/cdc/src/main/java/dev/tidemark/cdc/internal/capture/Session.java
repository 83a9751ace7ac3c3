package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.events.ChangeReader;
import dev.tidemark.cdc.internal.events.ChangeReader.Reading;
import dev.tidemark.cdc.internal.postgres.Catalog;
import dev.tidemark.cdc.internal.postgres.ChangeStream;
import dev.tidemark.cdc.internal.postgres.Publication;
import dev.tidemark.cdc.internal.postgres.Slot;
import dev.tidemark.cdc.internal.postgres.Snapshot;
import dev.tidemark.cdc.internal.postgres.SourceConnection;
import dev.tidemark.cdc.internal.postgres.SourceTable;
import dev.tidemark.events.CaptureConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One attempt to capture a database, from connecting until something fails or it is told to stop. Everything that must outlive it is in the
 * slot or in the progress, and neither is ever ahead of what Kafka has confirmed.
 */
final class Session {

    private static final long IDLE_NANOS = 5_000_000;

    private final CaptureConfig.Database source;
    private final CaptureNames names;
    private final ProgressLog progressLog;
    private final String kafka;
    private final InstantSource clock;
    private final CaptureWatch watch;

    Session(
            CaptureConfig.Database source,
            CaptureNames names,
            ProgressLog progressLog,
            String kafka,
            InstantSource clock,
            CaptureWatch watch) {
        this.source = source;
        this.names = names;
        this.progressLog = progressLog;
        this.kafka = kafka;
        this.clock = clock;
        this.watch = watch;
    }

    /** Ends with an exception: an interruption when it is told to stop. */
    void run() throws Exception {
        watch.state(CaptureStatus.State.CONNECTING);
        try (Connection connection = SourceConnection.ordinary(source.connection());
                Outbox outbox = new Outbox(kafka, "tidemark-cdc-" + names.slot())) {
            Catalog catalog = new Catalog(connection);
            catalog.requireReplication();
            List<SourceTable> tables = new ArrayList<>();
            for (CaptureConfig.Table table : source.tables()) {
                tables.add(catalog.table(table));
            }
            new Publication(names.publication(), connection).hold(tables);
            Slot slot = new Slot(names.slot(), connection);
            SlotWatch slotWatch = new SlotWatch(slot, watch);
            slotWatch.look();
            progressLog.prepare();
            source.tables().forEach(table -> {
                outbox.require(table.topic());
                outbox.require(table.quarantineTopic());
            });
            CapturedTables captured = new CapturedTables(source, tables, catalog, clock, watch);
            Progress progress = begin(slot, outbox, tables);
            ChangeReader changes = new ChangeReader(source.name(), progress.incarnation());
            Following following = new Following(captured, changes, outbox, watch, slotWatch);
            if (tables.stream().anyMatch(table -> !isRead(progress, table))) {
                watch.state(CaptureStatus.State.READING);
                read(progress, tables, captured, changes, following, outbox);
            }
            follow(following);
        }
    }

    private static boolean isRead(Progress progress, SourceTable table) {
        Progress.Table known = progress.tables().get(table.qualified());
        return known != null && known.done();
    }

    /** Agrees with the slot about where we are. What is written down comes first, so that a slot never belongs to nobody. */
    private Progress begin(Slot slot, Outbox outbox, List<SourceTable> tables) throws Exception {
        Optional<Progress> known = progressLog.read(names.capture());
        Optional<Slot.State> kept = slot.state();
        boolean forgotten = kept.isPresent() && known.isEmpty();
        boolean missed = known.isPresent()
                && known.get().slotMade()
                && (kept.isEmpty() || kept.get().lost());
        if (kept.isPresent() && (forgotten || missed)) {
            slot.drop();
            kept = Optional.empty();
        }
        Progress progress = known.filter(any -> !missed).orElseGet(Progress::begin);
        progress = progress.withOnly(tables.stream().map(SourceTable::qualified).toList());
        for (SourceTable table : tables) {
            Progress.Table begun = progress.tables().get(table.qualified());
            if (begun == null || !begun.goesOnBy(table.definition().key())) {
                boolean clears = forgotten
                        || (missed && known.get().tables().containsKey(table.qualified()))
                        || (begun != null && begun.clears());
                progress = progress.with(table.qualified(), Progress.Table.begin(clears));
            }
            Progress.Table now = progress.tables().get(table.qualified());
            if (now != null) {
                watch.rows(table.qualified(), now.rows(), now.done());
            }
        }
        if (missed) {
            watch.notice("Slot " + names.slot()
                    + " was gone, and with it changes that had not been captured: all tables are read anew.");
        }
        if (!known.equals(Optional.of(progress))) {
            save(progress, outbox);
        }
        if (kept.isEmpty()) {
            slot.create();
            progress = progress.withSlot();
            save(progress, outbox);
        }
        return progress;
    }

    /**
     * Reads what was there before. The log is followed up to the place of the snapshot first, so that nobody sees a row go back to what it
     * was: also when rows have been read in an earlier attempt, and have changed or gone since.
     */
    private void read(
            Progress before,
            List<SourceTable> tables,
            CapturedTables captured,
            ChangeReader changes,
            Following following,
            Outbox outbox)
            throws Exception {
        Progress progress = before;
        try (Snapshot snapshot = Snapshot.open(source.connection(), names.passingSlot())) {
            Instant time = snapshot.takenAt();
            try (ChangeStream stream = open()) {
                Optional<Instant> last = following.until(stream, snapshot.at());
                time = last.filter(snapshot.takenAt()::isBefore).orElse(time);
            }
            for (SourceTable table : tables) {
                Progress.Table state = progress.tables().get(table.qualified());
                if (state != null && !state.done()) {
                    Reading reading = new Reading(state.generation(), snapshot.at(), time);
                    progress = new TableReading(table, captured, changes, outbox, watch, this::save)
                            .read(snapshot, reading, progress, state);
                }
            }
        }
    }

    private void follow(Following following) throws Exception {
        try (ChangeStream stream = open()) {
            watch.state(CaptureStatus.State.FOLLOWING);
            try {
                following.forever(stream);
            } catch (InterruptedException stop) {
                following.lastWord(stream);
                throw stop;
            }
        }
    }

    private ChangeStream open() throws SQLException {
        return ChangeStream.open(source.connection(), names.slot(), names.publication());
    }

    /** Returns when the progress is as safe as the events. */
    private void save(Progress progress, Outbox outbox) throws Exception {
        outbox.send(
                new ProducerRecord<>(progressLog.topic(), ProgressLog.key(names.capture()), progress.toJson()),
                () -> {});
        outbox.awaitEmpty(() -> {});
    }

    static void idle() throws InterruptedException {
        LockSupport.parkNanos(IDLE_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
