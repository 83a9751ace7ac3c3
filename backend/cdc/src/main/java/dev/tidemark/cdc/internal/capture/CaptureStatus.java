package dev.tidemark.cdc.internal.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cdc.internal.events.FieldOfColumn;
import dev.tidemark.cdc.internal.events.TableEvents;
import dev.tidemark.cdc.internal.postgres.SourceColumn;
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
     */
    public record Table(
            String table,
            String event,
            boolean following,
            long rows,
            @JsonUnwrapped Columns columns) {}

    /**
     * Where a table's columns and the event's schema differ.
     *
     * @param unknownColumns for which the schema has no field: the table's changes go to quarantine until it has
     * @param missingFields the fields that would take them, as the schema would have them; a column whose name or type no field can have has none
     * @param unfilledFields for which the table has no column any more: they stay without a value
     */
    public record Columns(List<String> unknownColumns, List<ObjectNode> missingFields, List<String> unfilledFields) {

        public Columns {
            unknownColumns = List.copyOf(unknownColumns);
            missingFields = List.copyOf(missingFields);
            unfilledFields = List.copyOf(unfilledFields);
        }

        static Columns of(TableEvents events, String table, List<SourceColumn> columns) {
            List<String> names = columns.stream().map(SourceColumn::name).toList();
            List<String> unknown = events.unknown(names);
            return new Columns(
                    unknown,
                    columns.stream()
                            .filter(column -> unknown.contains(column.name()))
                            .flatMap(column -> FieldOfColumn.of(table, column).stream())
                            .toList(),
                    events.unfilled(names));
        }
    }
}
