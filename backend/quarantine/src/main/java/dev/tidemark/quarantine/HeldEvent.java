package dev.tidemark.quarantine;

import dev.tidemark.problems.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A quarantined event.
 *
 * @param id of the quarantine's own
 * @param eventId the source's, or the collector's when it gave none
 * @param faults where it is wrong, with values
 * @param original to the letter
 * @param arrivals how often it came; one id of a source is one event
 * @param outcome what became of it at the last attempt, if there was one
 */
public record HeldEvent(
        long id,
        String cause,
        String family,
        String source,
        String eventId,
        Instant receivedAt,
        int arrivals,
        String detail,
        List<Fault> faults,
        String original,
        State state,
        Optional<Outcome> outcome) {

    public HeldEvent {
        faults = List.copyOf(faults);
    }

    /** Where an event is between its arrival and its end. */
    public enum State {
        /** It waits for somebody. */
        HELD,
        /** A replay has it. */
        LEAVING,
        /** It is in its topic. */
        RELEASED,
        /** Somebody decided against it. */
        DISCARDED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param replay the replay it was part of; empty when it was discarded
     * @param address {@code topic/partition/offset} when it was stored
     * @param detail why it was refused again, or discarded; empty when it was stored
     */
    public record Outcome(
            Optional<Long> replay,
            Optional<String> address,
            String detail,
            List<Fault> faults,
            Optional<Instant> at,
            Optional<String> by) {

        public Outcome {
            faults = List.copyOf(faults);
        }
    }
}
