package dev.tidemark.catalog;

import dev.tidemark.sql.SqlExpression;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the rows of a semantic model can be read.
 *
 * @param store the name of a store, for example {@code realtime}
 * @param timeColumn the physical column of the model's default time dimension; empty for a model without time
 * @param where which rows of the table belong to the model, over physical columns
 * @param columns physical names of logical columns; a column that is not listed has the same name
 * @param keeps how long rows stay; empty when they stay for good
 * @param rollup what it holds instead of the model's rows; empty when it holds these
 */
public record Binding(
        String id,
        String store,
        String table,
        Optional<String> timeColumn,
        Optional<SqlExpression> where,
        Map<String, String> columns,
        Optional<Duration> keeps,
        Optional<Rollup> rollup,
        Place place) {

    public Binding {
        columns = Map.copyOf(columns);
    }
}
