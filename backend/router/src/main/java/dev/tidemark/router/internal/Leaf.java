package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import java.util.List;

/** A measure over the rows that some filters leave: the unit that stores compute and that is merged between them. */
record Leaf(MeasureUse use, List<Filter> filters) {

    Leaf {
        filters = List.copyOf(filters);
    }
}
