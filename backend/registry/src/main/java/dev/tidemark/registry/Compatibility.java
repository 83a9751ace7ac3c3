package dev.tidemark.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a schema may follow others.
 *
 * @param conflicts what stands against it, in sentences; empty when it may
 */
public record Compatibility(List<String> conflicts) {

    public Compatibility {
        conflicts = List.copyOf(conflicts);
    }

    /** The same with more that stands against it. */
    public Compatibility and(List<String> more) {
        List<String> all = new ArrayList<>(conflicts);
        all.addAll(more);
        return new Compatibility(all);
    }

    public boolean holds() {
        return conflicts.isEmpty();
    }
}
