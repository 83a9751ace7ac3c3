package dev.tidemark.catalog;

import dev.tidemark.sql.SqlExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An aggregation over the rows of a semantic model.
 *
 * @param percentile of {@link Aggregation#MEDIAN} and {@link Aggregation#PERCENTILE}
 * @param nonAdditive the time along which it does not add up
 * @param timeDimension the time dimension its {@code metric_time} is
 */
public record Measure(
        String name,
        String description,
        Aggregation aggregation,
        SqlExpression expression,
        Optional<Percentile> percentile,
        Optional<NonAdditive> nonAdditive,
        String timeDimension,
        Place place) {

    /**
     * @param fraction from 0 to 1
     * @param discrete the first value at or above it, else interpolated between the two nearest
     */
    public record Percentile(BigDecimal fraction, boolean discrete) {
        public static final Percentile MEDIAN = new Percentile(new BigDecimal("0.5"), false);
    }

    /**
     * Only rows at the edge of time count, for example the last balance of each account.
     *
     * @param dimension a time dimension of the model
     * @param last the last time, else the first
     * @param groupings entities each of which has an edge of its own
     */
    public record NonAdditive(String dimension, boolean last, List<String> groupings) {
        public NonAdditive {
            groupings = List.copyOf(groupings);
        }
    }
}
