package dev.tidemark.catalog;

import dev.tidemark.catalog.internal.FilterTemplate;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;

/**
 * A condition over dimensions, as people write it: {@code {{ Dimension('order__country') }} = 'France'}, or plainly
 * {@code order__country = 'France'}.
 *
 * @param text as written
 * @param condition the same with every reference as a name, such as {@code order__country} or {@code metric_time__day}
 */
public record Filter(String text, SqlExpression condition) {

    /**
     * @throws ProblemException {@link CatalogProblem#BAD_FILTER} with the position of the fault
     */
    public static Filter parse(String text) {
        return new Filter(text, FilterTemplate.condition(text));
    }
}
