package dev.tidemark.events;

import java.util.List;

/**
 * The fields that an event about a row of a captured table has beside the row's columns. The schema of such an event has {@link #OPERATION};
 * it has the others where its readers want them. No column may be called so.
 */
public final class RowChange {

    /** What happened: one of the values of {@link Operation}. */
    public static final String OPERATION = "cdc_op";

    /**
     * Where in the database's log it happened, as text that sorts as it happened: commit, place within the transaction, place within the
     * record.
     */
    public static final String POSITION = "cdc_position";

    /** Names of columns whose value the database did not say because the change did not touch it; their fields are null. */
    public static final String UNCHANGED = "cdc_unchanged";

    public static final List<String> FIELDS = List.of(OPERATION, POSITION, UNCHANGED);

    private RowChange() {}

    /** What can happen to a row, or to all rows of a table. */
    public enum Operation {
        /** It was there when the table was first read. */
        READ,
        INSERT,
        UPDATE,
        /** Only the key is left. */
        DELETE,
        /** All rows of the table that were known are gone; the event has no row, not even a key. */
        TRUNCATE;

        /** The word in the event. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
