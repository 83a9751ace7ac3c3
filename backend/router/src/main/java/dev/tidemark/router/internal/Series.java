package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import java.util.List;
import java.util.Optional;

/**
 * A leaf along time.
 *
 * @param lifts offsets of what is computed from it, the outermost first: groups are moved as they are, where the question has any along time
 * @param filters conditions of definitions that only hold or fail once the stores have answered
 * @param fill what stands for an absent value
 * @param everyBucket whether each time bucket of the range has a row
 * @param outer conditions of the metrics that build on it, which such rows have to fulfil too
 */
record Series(
        Leaf leaf,
        List<Filter> filters,
        Turn turn,
        Optional<Long> fill,
        boolean everyBucket,
        List<Filter> outer,
        List<Turn.Offset> lifts) {

    Series {
        filters = List.copyOf(filters);
        outer = List.copyOf(outer);
        lifts = List.copyOf(lifts);
    }
}
