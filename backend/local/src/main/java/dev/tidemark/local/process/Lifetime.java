package dev.tidemark.local.process;

import java.time.Duration;

/**
 * How long a process may take to become healthy and to stop.
 *
 * @param startWithin from its start to its first healthy answer; after that it is killed and counts as crashed
 * @param stopWithin from the stop signal to its end; after that it is killed
 * @param stopSignal a name that {@code kill} knows
 */
public record Lifetime(Duration startWithin, Duration stopWithin, String stopSignal) {

    public static final Lifetime USUAL = new Lifetime(Duration.ofSeconds(300), Duration.ofSeconds(20), "TERM");

    public Lifetime stoppedBy(String signal) {
        return new Lifetime(startWithin, stopWithin, signal);
    }

    public Lifetime stoppedWithin(Duration stop) {
        return new Lifetime(startWithin, stop, stopSignal);
    }
}
