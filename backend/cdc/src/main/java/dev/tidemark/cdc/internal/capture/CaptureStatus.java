package dev.tidemark.cdc.internal.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the capture of one database stands.
 *
 * @param problem code of what keeps it from going on, null when nothing does
 * @param detail the same in a sentence, with what to do next
 * @param slot what the database keeps for us; its administrator may have to know its name
 * @param retainedBytes of log that the database keeps for us; null when it cannot be asked
 * @param behindBytes of log that is not captured yet
 * @param behindSeconds since the commit of the earliest transaction that is not captured yet; 0 when there is none
 * @param notices what has happened that somebody should know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaptureStatus(
        String workspace,
        String source,
        State state,
        @Nullable String problem,
        @Nullable String detail,
        Instant since,
        String slot,
        List<Table> tables,
        long events,
        long quarantined,
        @Nullable Instant lastCommitAt,
        @Nullable Long retainedBytes,
        @Nullable Long behindBytes,
        @Nullable Double behindSeconds,
        List<String> notices) {

    public CaptureStatus {
        tables = List.copyOf(tables);
        notices = List.copyOf(notices);
    }

    /** What it is doing. */
    public enum State {
        CONNECTING,
        /** Reading the rows that were there before. */
        READING,
        /** Following the log. */
        FOLLOWING,
        /** Something is missing; it is tried again by itself. */
        WAITING;

        /** The word in documents, for example {@code following}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param rows read so far of those that were there before
     * @param unknownColumns for which the event's schema has no field: the table's changes go to quarantine until it has
     * @param unfilledFields for which the table has no column any more: they stay without a value
     */
    public record Table(
            String table,
            String event,
            boolean following,
            long rows,
            List<String> unknownColumns,
            List<String> unfilledFields) {
        public Table {
            unknownColumns = List.copyOf(unknownColumns);
            unfilledFields = List.copyOf(unfilledFields);
        }
    }
}
