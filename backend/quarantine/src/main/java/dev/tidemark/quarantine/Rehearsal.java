package dev.tidemark.quarantine;

import dev.tidemark.problems.Fault;
import java.util.List;

/**
 * What a repair would do, tried on the newest held events of a cause without sending any.
 *
 * @param tried how many events
 * @param passed how many would be stored
 * @param remaining what stands against the others, the most frequent first
 * @param samples a few events before and after
 */
public record Rehearsal(int tried, int passed, List<Remaining> remaining, List<Sample> samples) {

    public Rehearsal {
        remaining = List.copyOf(remaining);
        samples = List.copyOf(samples);
    }

    /**
     * @param reason code of the problem
     * @param places where, without values
     */
    public record Remaining(String reason, List<Fault> places, int events) {
        public Remaining {
            places = List.copyOf(places);
        }
    }

    /**
     * @param before JSON as it came, laid out like {@code after}
     * @param detail why it would be refused; empty when it would be stored
     */
    public record Sample(
            long id, String eventId, String before, String after, boolean passed, String detail, List<Fault> faults) {
        public Sample {
            faults = List.copyOf(faults);
        }
    }
}
