package dev.tidemark.quality;

import java.util.Locale;

/** The places an event passes, in order; from {@link #APPENDED} on it cannot be lost. */
public enum Stage {
    /** It happened, by the clock of who sent it. */
    EMITTED,
    /** The collector accepted the request. */
    RECEIVED,
    /** Kafka stored it; this is the broker's append time. */
    APPENDED,
    /** The real-time store counts it. */
    QUERYABLE,
    /** It is in the archive in the lakehouse. */
    ARCHIVED,
    /** It is in the modeled tables. */
    MODELED;

    /** The word in documents, for example {@code appended}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
