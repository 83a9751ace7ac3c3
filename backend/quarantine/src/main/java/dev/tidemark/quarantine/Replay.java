package dev.tidemark.quarantine;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Events of one cause on their way back.
 *
 * @param byHand the one event as somebody wrote it, JSON; the repair then does nothing
 * @param total how many were held when it began
 * @param released how many are in their topics
 * @param refused how many still do not fit, and are held again
 * @param trouble why it does not go on at present; empty when it does
 */
public record Replay(
        long id,
        String cause,
        Repair repair,
        Optional<String> byHand,
        String askedBy,
        String reason,
        State state,
        long total,
        long released,
        long refused,
        String trouble,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** How it stands. */
    public enum State {
        RUNNING,
        DONE,
        /** Somebody stopped it; what had not left is held again. */
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
