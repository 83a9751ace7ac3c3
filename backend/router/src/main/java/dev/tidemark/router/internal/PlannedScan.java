package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Filter;
import dev.tidemark.sql.MetricScan;
import java.util.List;

/**
 * A scan and where its result holds what.
 *
 * @param slots the leaves in it
 * @param filters what its rows fulfil beside the question's own filters
 * @param values whether it lists distinct values, its last key, instead of aggregating
 */
record PlannedScan(MetricScan scan, List<Slot> slots, List<Filter> filters, boolean values) {

    PlannedScan {
        slots = List.copyOf(slots);
        filters = List.copyOf(filters);
    }

    /**
     * @param positions of the columns of the result that hold the leaf's parts
     * @param shared whether they hold shares of rows, which a count of them is not made whole by
     */
    record Slot(Leaf leaf, List<Integer> positions, boolean shared) {
        Slot {
            positions = List.copyOf(positions);
        }

        /** Whether it counts in whole numbers, whatever type an engine counts in. */
        boolean isWhole() {
            return !shared
                    && (leaf.measured().aggregation() == Aggregation.COUNT
                            || leaf.measured().aggregation() == Aggregation.COUNT_DISTINCT);
        }
    }
}
