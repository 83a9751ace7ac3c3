package dev.tidemark.jobs.archive;

import java.util.Map;
import java.util.TreeMap;

/** Portions by family. */
record Portions(Map<String, Portion> byFamily) {

    static final Portions NONE = new Portions(Map.of());

    Portions {
        byFamily = Map.copyOf(byFamily);
    }

    Portions plus(Portions other) {
        Map<String, Portion> sum = new TreeMap<>(byFamily);
        other.byFamily.forEach((family, portion) -> sum.merge(family, portion, Portion::plus));
        return new Portions(sum);
    }

    /** Only how far everything was read. */
    Portions withoutFiles() {
        Map<String, Portion> positions = new TreeMap<>();
        byFamily.forEach((family, portion) -> positions.put(family, portion.withoutFiles()));
        return new Portions(positions);
    }
}
