package dev.tidemark.router.internal;

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
     */
    record Slot(Leaf leaf, List<Integer> positions) {
        Slot {
            positions = List.copyOf(positions);
        }
    }
}
