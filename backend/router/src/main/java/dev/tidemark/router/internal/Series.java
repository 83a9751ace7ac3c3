package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import java.util.List;
import java.util.Optional;

/**
 * A leaf along time.
 *
 * @param filters conditions of definitions that only hold or fail once the stores have answered
 * @param fill what stands for an absent value
 * @param everyBucket whether each time bucket of the range has a row
 */
record Series(Leaf leaf, List<Filter> filters, Turn turn, Optional<Long> fill, boolean everyBucket) {

    Series {
        filters = List.copyOf(filters);
    }
}
