package dev.tidemark.catalog;

import dev.tidemark.sql.SqlExpression;

/**
 * An aggregation over the rows of a semantic model.
 *
 * @param timeDimension the time dimension its {@code metric_time} is
 */
public record Measure(
        String name,
        String description,
        Aggregation aggregation,
        SqlExpression expression,
        String timeDimension,
        Place place) {}
