package dev.tidemark.cdc.internal.events;

import dev.tidemark.cdc.internal.postgres.Cell;
import dev.tidemark.events.RowChange;
import java.time.Instant;
import java.util.Map;

/**
 * What has become of a row.
 *
 * @param id of the event: the same whenever the same change is read
 * @param position as {@link RowChange#POSITION}
 * @param at when it was committed; for rows that were there before, when they were read
 * @param columns value by column, in the table's order; only the key's for a deleted row, none for an emptied table
 */
public record RowVersion(
        RowChange.Operation operation, String id, String position, Instant at, Map<String, Cell> columns) {

    /** Never the values. */
    @Override
    public String toString() {
        return operation.word() + " " + id;
    }
}
