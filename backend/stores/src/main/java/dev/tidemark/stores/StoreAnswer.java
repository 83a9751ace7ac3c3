package dev.tidemark.stores;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole answer to a {@link StoreQuery}.
 *
 * @param rows values as {@link ColumnType} says, null for an absent one
 * @param rowsScanned rows in the files or segments that were opened
 * @param bytesScanned bytes of those files or segments
 * @param elapsed from admission to the last row
 */
public record StoreAnswer(
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        long rowsScanned,
        long bytesScanned,
        Duration elapsed) {

    public StoreAnswer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The same with other rows. */
    public StoreAnswer with(List<List<@Nullable Object>> newRows) {
        return new StoreAnswer(columns, newRows, rowsScanned, bytesScanned, elapsed);
    }
}
