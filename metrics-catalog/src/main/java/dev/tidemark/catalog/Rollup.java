package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.ZoneId;
import java.util.List;

/**
 * What a binding's table holds when it has no rows of the model but sums of them: one row for each time bucket and each
 * combination of some dimensions.
 *
 * @param grain of the buckets, a day or longer
 * @param zone by whose calendar they begin
 * @param dimensions those of the model that its rows are apart by
 */
public record Rollup(Grain grain, ZoneId zone, List<String> dimensions, List<Sum> sums) {

    public Rollup {
        dimensions = List.copyOf(dimensions);
        sums = List.copyOf(sums);
    }

    /**
     * A measure that was aggregated into a column.
     *
     * @param measure one that adds up, or takes the least or the largest
     * @param filters which of the model's rows are in it; all when empty
     * @param column where the aggregate stands
     * @param rows where it stands how many of the model's rows are in it
     */
    public record Sum(String measure, List<Filter> filters, SqlExpression column, SqlExpression rows) {
        public Sum {
            filters = List.copyOf(filters);
        }
    }
}
