package dev.tidemark.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A question under a name.
 *
 * @param groupBy names as questions use them
 * @param orderBy names, descending with a leading {@code -}
 */
public record SavedQuery(
        String name,
        String description,
        List<String> metrics,
        List<String> groupBy,
        List<String> where,
        List<String> orderBy,
        Optional<Integer> limit,
        Place place) {

    public SavedQuery {
        metrics = List.copyOf(metrics);
        groupBy = List.copyOf(groupBy);
        where = List.copyOf(where);
        orderBy = List.copyOf(orderBy);
    }
}
