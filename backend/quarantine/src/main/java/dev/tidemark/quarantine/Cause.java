package dev.tidemark.quarantine;

import dev.tidemark.problems.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One way for events to be wrong, and how many are. Events of a cause belong to one family and type, have the same problem and are wrong
 * in the same places, whatever the values there.
 *
 * @param id of 16 hexadecimal digits; the same for the same wrongness, always
 * @param eventType what the events say they are; empty when they do not say
 * @param reason code of the problem, for example {@code invalid-event}
 * @param places where they are wrong, without values; an array's index is {@code *}
 * @param sources who sends them
 */
public record Cause(
        String id,
        String family,
        Optional<String> eventType,
        String reason,
        List<Fault> places,
        List<String> sources,
        Counts counts,
        Instant firstAt,
        Instant lastAt) {

    public Cause {
        places = List.copyOf(places);
        sources = List.copyOf(sources);
    }

    /** How many events stand how. */
    public record Counts(long held, long leaving, long released, long discarded) {}
}
