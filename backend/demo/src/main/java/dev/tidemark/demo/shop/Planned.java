package dev.tidemark.demo.shop;

import dev.tidemark.demo.collector.Event;
import java.time.Instant;
import java.util.Comparator;

/**
 * An event and when it reaches the collector, which is later than its time for a phone without network.
 *
 * @param odd whether it is malformed on purpose
 */
public record Planned(Instant due, Event event, boolean odd) implements Comparable<Planned> {

    private static final Comparator<Planned> ORDER = Comparator.comparing(Planned::due)
            .thenComparing(planned -> planned.event().id());

    @Override
    public int compareTo(Planned other) {
        return ORDER.compare(this, other);
    }
}
