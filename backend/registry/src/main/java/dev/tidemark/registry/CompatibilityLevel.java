package dev.tidemark.registry;

import dev.tidemark.problems.ProblemException;
import java.util.Locale;
import java.util.stream.Stream;

/** Which other versions a new one must get along with, and in which direction. */
public enum CompatibilityLevel {
    NONE(false, false, false),
    /** The new version reads what the latest wrote. */
    BACKWARD(true, false, false),
    /** The new version reads what any earlier one wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The latest version reads what the new one writes. */
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    public boolean backward() {
        return backward;
    }

    public boolean forward() {
        return forward;
    }

    /** Against every earlier version, not the latest alone. */
    public boolean transitive() {
        return transitive;
    }

    /**
     * @throws ProblemException INVALID_COMPATIBILITY_LEVEL
     */
    public static CompatibilityLevel named(String name) {
        return Stream.of(values())
                .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(RegistryProblem.INVALID_COMPATIBILITY_LEVEL, name));
    }
}
