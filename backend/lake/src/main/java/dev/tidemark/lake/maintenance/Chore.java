package dev.tidemark.lake.maintenance;

import java.util.Locale;

/** One kind of upkeep, in the order in which they are done. */
public enum Chore {
    /** Writes many small files of a partition as one. */
    COMPACT,
    /** Writes many small manifests as few. */
    MANIFESTS,
    /** Forgets old snapshots and deletes the files that only they needed. */
    EXPIRE,
    /** Deletes files that no snapshot knows. */
    ORPHANS;

    /** The word in documents and the run history, for example {@code compact}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
