package dev.tidemark.traffic.internal;

import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.SeenEvent;
import dev.tidemark.traffic.internal.Compared.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of what one look could tell: a drift that it did not find, and would have, is gone. Nothing that came is no evidence of anything. */
public final class Evidence {

    /** Accepted events of a source that show that it sends what the schema takes. */
    private static final int FEWEST_ACCEPTED = 10;

    private record Sender(String eventType, String source) {}

    private final Set<Told> told = new HashSet<>();
    private final Map<Sender, Integer> accepted = new HashMap<>();

    public void compared(Set<Told> more) {
        told.addAll(more);
    }

    /**
     * @param newest events of a type that were accepted lately
     */
    public void accepted(String eventType, List<SeenEvent> newest) {
        newest.forEach(event -> accepted.merge(new Sender(eventType, event.source()), 1, Integer::sum));
    }

    /** Whether the look would have found this drift. */
    public boolean speaksOf(Drift drift) {
        return isOfQuarantine(drift)
                ? !drift.sources().isEmpty() && drift.sources().stream().allMatch(source -> sendsWell(drift, source))
                : told.contains(new Told(drift.eventType(), drift.field(), drift.kind()));
    }

    private boolean sendsWell(Drift drift, String source) {
        return accepted.getOrDefault(new Sender(drift.eventType(), source), 0) >= FEWEST_ACCEPTED;
    }

    /** What came was not accepted, so that only what is accepted later tells of its end. */
    private static boolean isOfQuarantine(Drift drift) {
        return switch (drift.kind()) {
            case UNKNOWN_FIELD, MISSING_FIELD, TYPE -> true;
            case NEW_VALUE -> drift.subject().isEmpty();
            case VANISHED, DISTRIBUTION -> false;
        };
    }
}
