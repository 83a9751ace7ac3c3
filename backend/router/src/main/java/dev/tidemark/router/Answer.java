package dev.tidemark.router;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows with the receipt that goes with them.
 *
 * @param rows values as {@link AnswerColumn.Type} says: first the group-by columns, then the metrics; null where there is none
 */
public record Answer(List<AnswerColumn> columns, List<List<@Nullable Object>> rows, Receipt receipt) {

    public Answer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
