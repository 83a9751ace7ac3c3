package dev.tidemark.incidents;

import java.time.Duration;
import java.util.Optional;

/** The ways in which things are checked. A subject has at most one unresolved incident of each. */
public enum Check {
    FRESHNESS("late", Duration.ofMinutes(5)),
    ROLLUP("rollup disagrees", Duration.ofMinutes(5)),
    QUARANTINE("events in quarantine", Duration.ofMinutes(5)),
    NEWS("news not told", Duration.ofMinutes(5)),
    // The quarantine speaks of its last ten minutes.
    UNKNOWN_FIELD("unknown field", Duration.ofMinutes(20)),
    MISSING_FIELD("missing field", Duration.ofMinutes(20)),
    TYPE("another type", Duration.ofMinutes(20)),
    NEW_VALUE("new value", Duration.ofMinutes(20)),
    VANISHED("vanished field", Duration.ofMinutes(15)),
    DISTRIBUTION("other distribution", Duration.ofMinutes(15));

    private final String title;
    private final Duration settling;

    Check(String title, Duration settling) {
        this.title = title;
        this.settling = settling;
    }

    public String word() {
        return Words.of(this);
    }

    /** What is wrong, in a few words. */
    public String title() {
        return title;
    }

    /** How long after a repair the check may go on saying what it said before it. */
    public Duration settling() {
        return settling;
    }

    public static Optional<Check> of(String word) {
        return Words.find(Check.class, word);
    }
}
