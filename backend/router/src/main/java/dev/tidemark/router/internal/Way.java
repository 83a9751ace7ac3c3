package dev.tidemark.router.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way to answer for one semantic model: one part, or a batch part and a real-time part that meet.
 *
 * @param freshThrough the newest instant it reaches completely
 * @param staleness how much of the asked range before now it lacks
 * @param estimate of the cost
 */
record Way(List<Part> parts, Instant freshThrough, Duration staleness, BigDecimal estimate) {

    Way {
        parts = List.copyOf(parts);
    }

    String label() {
        return parts.stream().map(Part::label).collect(Collectors.joining(" + "));
    }

    boolean stitched() {
        return parts.size() > 1;
    }

    boolean uses(String store) {
        return parts.stream().anyMatch(part -> part.store().name().word().equals(store));
    }
}
