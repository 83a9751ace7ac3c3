package dev.tidemark.registry;

/** What may be written. */
public enum Mode {
    READWRITE,
    READONLY,
    READONLY_OVERRIDE,
    /** Schemas come with their ids from another registry; nothing is checked. */
    IMPORT,
    /** Accepted from clients that know it; here it means the same as import. */
    FORWARD;

    public boolean readOnly() {
        return this == READONLY || this == READONLY_OVERRIDE;
    }

    public boolean importing() {
        return this == IMPORT || this == FORWARD;
    }
}
