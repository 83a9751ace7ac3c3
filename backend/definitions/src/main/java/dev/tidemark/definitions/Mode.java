package dev.tidemark.definitions;

/** What happens to an event that does not fit its schema. */
public enum Mode {
    /** It is rejected with the exact path of the fault. */
    STRICT,
    /** It is accepted into quarantine with the reason, to be repaired and replayed. */
    PERMISSIVE
}
