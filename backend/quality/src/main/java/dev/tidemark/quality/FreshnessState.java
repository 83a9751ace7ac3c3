package dev.tidemark.quality;

import java.util.Locale;

/** How a dataset stands against its promise, the best first. */
public enum FreshnessState {
    /** Complete through a time within the promise. */
    FRESH,
    /** Behind its promise. */
    LATE,
    /** Behind its promise so far that somebody has to act, or unreachable. */
    BROKEN,
    /** Nothing has been heard of it yet. */
    UNKNOWN;

    /** The word in documents and on screen, for example {@code fresh}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
