package dev.tidemark.catalog;

import dev.tidemark.catalog.internal.SavedQueryWriter;
import java.util.List;
import java.util.Optional;

/**
 * A question under a name.
 *
 * @param label what people call it; the name when the definition has none
 * @param groupBy names as questions use them
 * @param orderBy names, descending with a leading {@code -}
 * @param timeRange what is asked for when a question names no time; everything when empty
 * @param compare as questions have it; with nothing when empty
 */
public record SavedQuery(
        String name,
        String label,
        String description,
        List<String> metrics,
        List<String> groupBy,
        List<String> where,
        List<String> orderBy,
        Optional<Integer> limit,
        Optional<TimeRange> timeRange,
        Optional<String> compare,
        Place place) {

    /** Files below it hold saved queries and nothing else, so everybody may propose them; see {@link #file}. */
    public static final String FOLDER = "metrics/saved_queries/";

    public SavedQuery {
        label = label.isBlank() ? name : label;
        metrics = List.copyOf(metrics);
        groupBy = List.copyOf(groupBy);
        where = List.copyOf(where);
        orderBy = List.copyOf(orderBy);
    }

    /** Whether the answers would be the same, whatever it is called and wherever it is written. */
    public boolean asksTheSame(SavedQuery other) {
        return metrics.equals(other.metrics)
                && groupBy.equals(other.groupBy)
                && where.equals(other.where)
                && orderBy.equals(other.orderBy)
                && limit.equals(other.limit)
                && timeRange.equals(other.timeRange)
                && compare.equals(other.compare);
    }

    /** The path within its workspace of a file with this question alone. */
    public String file() {
        return FOLDER + name + ".yaml";
    }

    /** Whether it stands in a file of its own, that can be written anew as a whole. */
    public boolean hasOwnFile() {
        return place.file().equals(file());
    }

    /** The text of such a file, in MetricFlow's words. */
    public String text() {
        return SavedQueryWriter.text(this);
    }
}
