package dev.tidemark.incidents;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The unresolved incidents as of a moment ago, for who asks at every turn. Never waits. Thread-safe. */
public final class OpenIncidents {

    /** How often it is brought up to date. */
    static final Duration EVERY = Duration.ofSeconds(2);

    private static final Comparator<Incident> WORST_FIRST =
            Comparator.comparing(Incident::severity).reversed().thenComparing(Incident::id, Comparator.reverseOrder());

    private final Supplier<List<Incident>> source;
    private volatile List<Incident> now = List.of();

    OpenIncidents(Supplier<List<Incident>> source) {
        this.source = source;
    }

    /** The worst first, each kind the newest first. */
    public List<Incident> now() {
        return now;
    }

    void refresh() {
        now = source.get().stream().sorted(WORST_FIRST).toList();
    }
}
