package dev.tidemark.jobs.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was written of one family, and how far its partitions were read when it was.
 *
 * @param files data files as JSON of Iceberg's {@code ContentFileParser}
 * @param positions by partition
 */
record Portion(List<String> files, Map<Integer, Position> positions) {

    static final Portion EMPTY = new Portion(List.of(), Map.of());

    Portion {
        files = List.copyOf(files);
        positions = Map.copyOf(positions);
    }

    /** Files of both, and of each partition the position that is further. */
    Portion plus(Portion other) {
        List<String> allFiles = new ArrayList<>(files);
        allFiles.addAll(other.files);
        Map<Integer, Position> furthest = new TreeMap<>(positions);
        other.positions.forEach((partition, position) -> furthest.merge(partition, position, Position::furthest));
        return new Portion(allFiles, furthest);
    }

    Portion withoutFiles() {
        return new Portion(List.of(), positions);
    }

    /**
     * The instant before which everything has been read: the least append time over all partitions.
     *
     * @return empty while a partition has not been heard at all
     */
    Optional<Instant> completeThrough(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            if (!positions.containsKey(partition)) {
                return Optional.empty();
            }
        }
        return positions.values().stream()
                .map(position -> Instant.ofEpochMilli(position.appendedAt()))
                .min(Instant::compareTo);
    }
}
