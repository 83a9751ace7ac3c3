package dev.tidemark.pipelines.transforms;

import java.util.Locale;

/** How a run ended. */
public enum Outcome {
    /** A new version of the table is current. */
    PUBLISHED,
    /** The rows are the same; only what the table can vouch for moved. */
    NOTED,
    /** Nothing to do: same inputs, same definition. */
    UNCHANGED,
    /** An input does not exist yet. */
    WAITING,
    /** A check failed; the old version stays current. */
    REJECTED,
    /** It could not be computed; the old version stays current. */
    FAILED;

    /** The word in documents and the run history, for example {@code published}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the table is what its definition says it should be. */
    public boolean good() {
        return this == PUBLISHED || this == NOTED || this == UNCHANGED;
    }
}
