package dev.tidemark.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a schema may follow others.
 *
 * @param conflicts what stands against it, in sentences; empty when it may
 * @param compared what it was compared with, in the form in which programs look for it
 */
public record Compatibility(List<String> conflicts, List<String> compared) {

    public Compatibility {
        conflicts = List.copyOf(conflicts);
        compared = List.copyOf(compared);
    }

    public Compatibility(List<String> conflicts) {
        this(conflicts, List.of());
    }

    /** The same with more that stands against it. */
    public Compatibility and(List<String> more) {
        List<String> all = new ArrayList<>(conflicts);
        all.addAll(more);
        return new Compatibility(all, compared);
    }

    /** The conflicts, and with what. */
    public List<String> messages() {
        return Stream.concat(conflicts.stream(), compared.stream()).toList();
    }

    public boolean holds() {
        return conflicts.isEmpty();
    }
}
