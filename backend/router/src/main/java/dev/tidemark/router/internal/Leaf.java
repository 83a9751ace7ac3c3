package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.MetricDefinition.Conversion.Constant;
import dev.tidemark.catalog.Window;
import java.util.List;
import java.util.Optional;

/**
 * A measure over the rows that some filters leave: the unit that stores compute and that is merged between them.
 *
 * @param use whose rows are grouped
 * @param following the rows that are counted instead, each with what led to it
 */
record Leaf(MeasureUse use, List<Filter> filters, Optional<Following> following) {

    Leaf {
        filters = List.copyOf(filters);
    }

    /** What is aggregated. */
    Measure measured() {
        return following.map(found -> found.use().measure()).orElseGet(() -> use.measure());
    }

    /** Rows of the same entity that come later. */
    record Following(
            MeasureUse use, List<Filter> filters, String entity, Optional<Window> within, List<Constant> constants) {
        Following {
            filters = List.copyOf(filters);
            constants = List.copyOf(constants);
        }
    }
}
