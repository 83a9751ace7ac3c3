package dev.tidemark.router.internal;

import dev.tidemark.router.AnswerColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may be given again.
 *
 * @param all what the stores said, without the groups, in the order of the decisions
 */
record KeptAnswer(List<AnswerColumn> columns, List<List<@Nullable Object>> rows, List<Ran> all) {

    private static final long FIXED_BYTES = 4_096;
    private static final long ROW_BYTES = 48;
    private static final long VALUE_BYTES = 40;

    KeptAnswer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        all = all.stream().map(Ran::withoutGroups).toList();
    }

    /** Roughly what it takes of memory. */
    long bytes() {
        return bytes(rows);
    }

    /** Roughly what an answer with these rows takes of memory. */
    static long bytes(List<List<@Nullable Object>> rows) {
        long bytes = FIXED_BYTES;
        for (List<@Nullable Object> row : rows) {
            bytes += ROW_BYTES;
            for (Object value : row) {
                bytes += VALUE_BYTES + (value instanceof String text ? 2L * text.length() : 0);
            }
        }
        return bytes;
    }
}
