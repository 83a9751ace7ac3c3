package dev.tidemark.jobs.clean;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How far one subtask has everything of a family: the least append time over all partitions, once each was heard. */
final class FamilyTide {

    private final int partitions;
    private final Map<Integer, Long> heard = new HashMap<>();

    FamilyTide(int partitions) {
        this.partitions = partitions;
    }

    /**
     * @param appendedAt of a heartbeat, in epoch milliseconds
     * @return through when everything is there now; empty while a partition has not been heard
     */
    OptionalLong hear(int partition, long appendedAt) {
        heard.merge(partition, appendedAt, Math::max);
        for (int expected = 0; expected < partitions; expected++) {
            if (!heard.containsKey(expected)) {
                return OptionalLong.empty();
            }
        }
        return heard.values().stream().mapToLong(Long::longValue).min();
    }
}
