package dev.tidemark.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files for files: what a new version of a table drops and what it adds.
 *
 * @param days the partitions that are replaced; empty for the whole table
 * @param summary what to note in the snapshot
 */
public record Replacement(Optional<Set<LocalDate>> days, List<WrittenFile> added, Map<String, String> summary) {

    public Replacement {
        days = days.map(Set::copyOf);
        added = List.copyOf(added);
        summary = Map.copyOf(summary);
    }
}
