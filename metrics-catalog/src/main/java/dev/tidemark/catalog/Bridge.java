package dev.tidemark.catalog;

import dev.tidemark.sql.SqlExpression;

/**
 * How measures pass over a model whose rows connect two entities of which either may have several of the other, as accounts
 * and their holders do. It speaks of one direction only.
 *
 * @param from the entity that the measures' rows have
 * @param to the entity that they are grouped or filtered by
 */
public record Bridge(String from, String to, Rule rule, Place place) {

    /** What each group gets. The two names are those of Kimball and Ross, <i>The Data Warehouse Toolkit</i>. */
    public sealed interface Rule {

        /** The whole of every row that it has a part in, once: groups do not add up to the total. */
        record Impact() implements Rule {}

        /**
         * Its share of every row.
         *
         * @param weight over the columns of the bridge; the weights of one {@code from} add up to 1
         */
        record Allocation(SqlExpression weight) implements Rule {}

        /** The word in YAML. */
        default String word() {
            return switch (this) {
                case Impact impact -> "impact";
                case Allocation allocation -> "allocation";
            };
        }

        /** The same with what it weighs by: {@code allocation by share}. */
        default String sentence() {
            return switch (this) {
                case Impact impact -> word();
                case Allocation allocation -> word() + " by " + allocation.weight();
            };
        }
    }

    /** Whether an aggregation means something on the other side: a share of a row has no median, and is not a distinct value. */
    public boolean passes(Aggregation aggregation) {
        return switch (rule) {
            case Rule.Impact impact -> true;
            case Rule.Allocation allocation ->
                switch (aggregation) {
                    case SUM, COUNT, AVERAGE, SUM_BOOLEAN -> true;
                    case COUNT_DISTINCT, MIN, MAX, MEDIAN, PERCENTILE -> false;
                };
        };
    }
}
