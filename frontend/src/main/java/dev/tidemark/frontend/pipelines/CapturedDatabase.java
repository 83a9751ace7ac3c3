package dev.tidemark.frontend.pipelines;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A database whose changes become events, as the capture process saw it a moment ago.
 *
 * @param trouble what keeps it from going on and what to do about that; empty when nothing does
 * @param since it has been in this state
 * @param quarantined changes that did not fit their event's schema, since the process started
 * @param behind since the commit of the earliest change that is not captured yet; empty while nobody can know
 * @param retainedBytes of log that the database keeps until we have it; empty when it cannot be asked
 */
public record CapturedDatabase(
        String workspace,
        String source,
        State state,
        Optional<String> trouble,
        Instant since,
        List<Table> tables,
        long events,
        long quarantined,
        Optional<Duration> behind,
        OptionalLong retainedBytes) {

    public CapturedDatabase {
        tables = List.copyOf(tables);
    }

    /** What the capture is doing. */
    public enum State {
        CONNECTING,
        /** Reading the rows that were there before. */
        READING,
        FOLLOWING,
        /** Something is missing; it is tried again by itself. */
        WAITING
    }

    /**
     * A table of it.
     *
     * @param rows read so far of those that were there before
     * @param unknownColumns for which the event's schema has no field, so that changes go to quarantine
     * @param missingFields those of them that a field can take
     * @param unfilledFields whose column is gone
     */
    public record Table(
            String name,
            String event,
            long rows,
            List<String> unknownColumns,
            List<String> missingFields,
            List<String> unfilledFields) {

        public Table {
            unknownColumns = List.copyOf(unknownColumns);
            missingFields = List.copyOf(missingFields);
            unfilledFields = List.copyOf(unfilledFields);
        }
    }
}
