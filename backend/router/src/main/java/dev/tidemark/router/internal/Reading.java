package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.router.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of stores for some leaves.
 *
 * @param keys names to group by
 * @param where conditions of the question that stores check
 * @param edge of which rows only those at the edge of time count
 * @param reduced whether groups are put together afterwards, so that distinct values must come as such
 * @param whole whether rows of joined models count that fit no row
 */
record Reading(
        List<String> keys, TimeSpan span, List<Filter> where, Optional<Edge> edge, boolean reduced, boolean whole) {

    Reading {
        keys = List.copyOf(keys);
        where = List.copyOf(where);
    }

    /**
     * @param time the name of the time, one of the keys
     * @param last the last time of each partition, else the first
     * @param partition names among the keys
     * @param afterwards whether only some of the rows that stores give count, so that they cannot tell which are at the edge
     */
    record Edge(String time, boolean last, List<String> partition, boolean afterwards) {
        Edge {
            partition = List.copyOf(partition);
        }
    }
}
