package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.pipelines.transforms.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each transform runs next: after its interval, or sooner, with growing pauses, when it failed. */
public final class Timetable {

    private record Entry(Instant next, int failures) {}

    private final Duration retryFirst;
    private final Duration retryMost;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public Timetable(Duration retryFirst, Duration retryMost) {
        this.retryFirst = retryFirst;
        this.retryMost = retryMost;
    }

    /** {@link Instant#EPOCH} for one that has not run since this process started. */
    public Instant next(String transform) {
        Entry entry = entries.get(transform);
        return entry == null ? Instant.EPOCH : entry.next();
    }

    /**
     * A rejected version comes out the same until data or definition change, so it waits for its normal time; a missing input
     * or a failure is tried again sooner.
     */
    public void ended(String transform, Outcome outcome, Instant at, Duration every) {
        boolean retry = outcome == Outcome.FAILED || outcome == Outcome.WAITING;
        Entry before = entries.get(transform);
        int failures = retry ? (before == null ? 1 : before.failures() + 1) : 0;
        Duration pause = retry ? least(backOff(failures), every) : every;
        entries.put(transform, new Entry(at.plus(pause), failures));
    }

    private Duration backOff(int failures) {
        return least(retryFirst.multipliedBy(1L << Math.min(failures - 1, 20)), retryMost);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
