package dev.tidemark.definitions.proposals;

import dev.tidemark.definitions.Workspace;
import dev.tidemark.definitions.internal.FileReader;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The definitions before and after, as files by their path from the root of the repository.
 *
 * @param before those in force
 * @param after what they would be
 */
public record Change(SortedMap<String, String> before, SortedMap<String, String> after) {

    public Change {
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    /** The files that are not the same before and after, in order. */
    public List<String> paths() {
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.removeIf(path -> before.containsKey(path)
                && after.containsKey(path)
                && before.getOrDefault(path, "").equals(after.getOrDefault(path, "")));
        return List.copyOf(all);
    }

    /** The workspaces as they would be; none when the files do not hold together. */
    public List<Workspace> workspacesAfter() {
        return switch (FileReader.read(after)) {
            case FileReader.Outcome.Good(var found) -> found;
            case FileReader.Outcome.Broken(var faults) -> List.of();
        };
    }

    /** The names of the workspaces that have a changed file, in order. */
    public List<String> workspaces() {
        return paths().stream()
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }
}
