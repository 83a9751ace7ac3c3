package dev.tidemark.traffic.internal;

import dev.tidemark.traffic.Drift;
import java.util.List;
import java.util.Set;

/**
 * What a comparison has found.
 *
 * @param told of what it would have found a drift if there were one
 */
public record Compared(List<Drift.Sighting> sightings, Set<Told> told) {

    public Compared {
        sightings = List.copyOf(sightings);
        told = Set.copyOf(told);
    }

    /** A field of a type, and a way in which it drifts or does not. */
    public record Told(String eventType, String field, Drift.Kind kind) {}
}
