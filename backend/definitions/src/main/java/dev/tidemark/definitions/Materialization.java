package dev.tidemark.definitions;

import java.util.Locale;

/** How the rows of a transform become a table. */
public enum Materialization {
    /** The table is replaced by the result. */
    FULL,
    /** The days of the time column that the result touches are replaced. */
    PARTITION,
    /** Rows are inserted or updated by key. */
    MERGE,
    /** The latest row per key. */
    SCD1,
    /** Every version per key, with the time in which it was valid. */
    SCD2;

    /** The word in a definition file, for example {@code scd2}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
