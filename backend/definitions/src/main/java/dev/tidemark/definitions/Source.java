package dev.tidemark.definitions;

import java.time.Duration;
import java.util.List;

/**
 * A service or app that emits events, with the limits the collector holds it to.
 *
 * @param team the name of the owning team
 * @param families the families it may send to
 * @param eventsPerSecond the sustained rate above which it is asked to slow down
 * @param maxAge how far an event's time may lie in the past
 * @param maxAhead how far an event's time may lie in the future
 */
public record Source(
        String name,
        String team,
        Mode mode,
        List<String> families,
        int eventsPerSecond,
        Duration maxAge,
        Duration maxAhead) {

    public Source {
        families = List.copyOf(families);
    }
}
