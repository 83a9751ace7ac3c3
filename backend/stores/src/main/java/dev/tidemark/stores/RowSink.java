package dev.tidemark.stores;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of an answer, one after another and on a thread of the store's. It may block: the engine waits meanwhile.
 * What it throws ends the query and reaches whoever asked.
 */
@FunctionalInterface
public interface RowSink {

    /**
     * @param row values as {@link ColumnType} says, in the order of the SELECT; never changed afterwards
     */
    void take(List<@Nullable Object> row);
}
