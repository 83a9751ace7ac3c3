package dev.tidemark.registry;

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

    public boolean holds() {
        return conflicts.isEmpty();
    }
}
