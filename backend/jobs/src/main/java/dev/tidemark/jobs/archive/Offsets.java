package dev.tidemark.jobs.archive;

import dev.tidemark.events.Topics;
import java.util.Map;
import java.util.TreeMap;

/** Offsets as a table's snapshot keeps them: next offset by {@code <topic>-<partition>}. */
final class Offsets {

    private Offsets() {}

    static String key(String family, int partition) {
        return Topics.events(family) + "-" + partition;
    }

    static Map<String, Long> of(String family, Portion portion) {
        Map<String, Long> offsets = new TreeMap<>();
        portion.positions()
                .forEach((partition, position) -> offsets.put(key(family, partition), position.nextOffset()));
        return offsets;
    }

    /** Whether those that are held reach as far as these in every partition. */
    static boolean cover(Map<String, Long> held, Map<String, Long> offsets) {
        return offsets.entrySet().stream()
                .allMatch(offset -> held.getOrDefault(offset.getKey(), 0L) >= offset.getValue());
    }
}
