package dev.tidemark.incidents;

import java.util.Optional;

/** How bad it is, the least first. */
public enum Severity {
    INFO,
    WARNING,
    /** Somebody has to act. */
    CRITICAL;

    public String word() {
        return Words.of(this);
    }

    public static Optional<Severity> of(String word) {
        return Words.find(Severity.class, word);
    }

    Severity orWorse(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
