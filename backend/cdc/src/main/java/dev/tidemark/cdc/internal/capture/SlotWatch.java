package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.postgres.Slot;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Looks every few seconds at how much of its log the database keeps for us. Not thread-safe. */
final class SlotWatch {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(3);

    private final Slot slot;
    private final CaptureWatch watch;
    private long looked;

    SlotWatch(Slot slot, CaptureWatch watch) {
        this.slot = slot;
        this.watch = watch;
    }

    void look() throws SQLException {
        looked = System.nanoTime();
        watch.slot(slot.state().orElse(null));
    }

    void lookIfDue() throws SQLException {
        if (System.nanoTime() - looked > EVERY) {
            look();
        }
    }
}
