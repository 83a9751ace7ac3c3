package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.capture.CapturedTables.Captured;
import dev.tidemark.cdc.internal.events.ChangeReader;
import dev.tidemark.cdc.internal.events.RowVersion;
import dev.tidemark.cdc.internal.events.TableEvents;
import dev.tidemark.cdc.internal.postgres.ChangeStream;
import dev.tidemark.cdc.internal.postgres.ChangeStream.Received;
import dev.tidemark.cdc.internal.postgres.LogMessage;
import dev.tidemark.cdc.internal.postgres.Lsn;
import dev.tidemark.cdc.internal.postgres.Relation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes changes from the log to Kafka, and confirms to the database what Kafka has confirmed. Not thread-safe. */
final class Following {

    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final CapturedTables tables;
    private final ChangeReader changes;
    private final Outbox outbox;
    private final CaptureWatch watch;
    private final SlotWatch slot;
    private Transactions transactions = new Transactions();
    private Transactions.@Nullable Open open;
    private Optional<Instant> lastCommit = Optional.empty();
    private long told;

    Following(CapturedTables tables, ChangeReader changes, Outbox outbox, CaptureWatch watch, SlotWatch slot) {
        this.tables = tables;
        this.changes = changes;
        this.outbox = outbox;
        this.watch = watch;
        this.slot = slot;
    }

    /** Until it is interrupted or something fails. */
    void forever(ChangeStream stream) throws Exception {
        begin();
        while (true) {
            Optional<Received> received = stream.poll();
            if (received.isPresent()) {
                take(stream, received.get());
            } else {
                confirmQuiet(stream);
                Session.idle();
            }
            settle(stream);
        }
    }

    /**
     * Takes what was committed before a place, and returns when it is confirmed on both sides.
     *
     * @return when the last of it was committed, if there was any
     */
    Optional<Instant> until(ChangeStream stream, Lsn end) throws Exception {
        begin();
        boolean reached = false;
        while (!reached) {
            Optional<Received> received = stream.poll();
            if (received.isEmpty()) {
                reached = open == null && stream.seen().compareTo(end) >= 0;
                Session.idle();
            } else if (received.get().message() instanceof LogMessage.Begin begin
                    && begin.commit().compareTo(end) >= 0) {
                reached = true;
            } else {
                take(stream, received.get());
            }
            settle(stream);
        }
        outbox.awaitEmpty(() -> settle(stream));
        settle(stream);
        stream.tell();
        return lastCommit;
    }

    /** Before a stop: what is not confirmed now is read again, and has the same ids then. */
    void lastWord(ChangeStream stream) throws SQLException {
        told = 0;
        settle(stream);
    }

    private void begin() {
        transactions = new Transactions();
        open = null;
        lastCommit = Optional.empty();
    }

    private void take(ChangeStream stream, Received received) throws Exception {
        Lsn at = received.at();
        switch (received.message()) {
            case LogMessage.Begin begin -> {
                changes.begin(begin);
                open = transactions.begin(begin.committedAt());
                lastCommit = Optional.of(begin.committedAt());
            }
            case LogMessage.Commit commit -> {
                transactions.end(commit.end());
                open = null;
            }
            case LogMessage.Described(Relation relation) -> tables.described(relation);
            case LogMessage.Insert insert -> {
                Captured table = tables.find(insert.relation().qualified());
                if (table != null) {
                    changes.insert(table.definition(), insert, at, version -> send(table, version, stream));
                }
            }
            case LogMessage.Update update -> {
                Captured table = tables.find(update.relation().qualified());
                if (table != null) {
                    changes.update(table.definition(), update, at, version -> send(table, version, stream));
                }
            }
            case LogMessage.Delete delete -> {
                Captured table = tables.find(delete.relation().qualified());
                if (table != null) {
                    changes.delete(table.definition(), delete, at, version -> send(table, version, stream));
                }
            }
            case LogMessage.Truncate truncate -> {
                for (Relation relation : truncate.relations()) {
                    Captured table = tables.find(relation.qualified());
                    if (table != null) {
                        changes.truncate(table.definition(), at, version -> send(table, version, stream));
                    }
                }
            }
            case LogMessage.Other _ -> {}
        }
    }

    private void send(Captured table, RowVersion version, ChangeStream stream) throws Exception {
        Transactions.Open transaction = open;
        if (transaction == null) {
            throw new IllegalStateException("The log sent a change outside a transaction");
        }
        TableEvents.Written written = table.events().write(version);
        if (outbox.full()) {
            outbox.awaitRoom(() -> settle(stream));
        }
        transaction.sent();
        outbox.send(written.record(), transaction::confirmed);
        watch.written(written.quarantined() != null);
    }

    /** Confirms to the database what is safe, tells it from time to time that we live, and fails when Kafka has refused something. */
    private void settle(ChangeStream stream) throws SQLException {
        outbox.requireAll();
        transactions.safe().ifPresent(safe -> {
            stream.confirm(safe.end());
            watch.safe(safe.committedAt());
        });
        if (told == 0 || System.nanoTime() - told > TELL_EVERY) {
            told = System.nanoTime();
            watch.underWay(transactions.earliest().orElse(null));
            stream.tell();
            slot.lookIfDue();
        }
    }

    /** What the log has beside our tables need not be kept for us either. */
    private void confirmQuiet(ChangeStream stream) {
        if (open == null && transactions.none()) {
            stream.confirm(stream.seen());
        }
    }
}
