package dev.tidemark.catalog;

import dev.tidemark.catalog.internal.FilterTemplate;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.util.List;
import java.util.Optional;

/**
 * A condition over dimensions, as people write it: {@code {{ Dimension('order__country') }} = 'France'}, or plainly
 * {@code order__country = 'France'}.
 *
 * @param text as written
 * @param condition the same with every reference as a name, such as {@code order__country} or {@code metric_time__day}
 */
public record Filter(String text, SqlExpression condition) {

    /**
     * The value of a metric for each value of some dimensions, as {@code {{ Metric('orders', group_by=['customer']) }}} says.
     */
    public record MetricReference(MetricName metric, List<String> groupBy) {
        public MetricReference {
            groupBy = List.copyOf(groupBy);
        }
    }

    /**
     * @throws ProblemException {@link CatalogProblem#BAD_FILTER} with the position of the fault
     */
    public static Filter parse(String text) {
        return new Filter(text, FilterTemplate.condition(text));
    }

    /** Filters that all hold exactly when this one does. */
    public List<Filter> parts() {
        List<SqlExpression> conjuncts = condition.conjuncts();
        return conjuncts.size() == 1
                ? List.of(this)
                : conjuncts.stream().map(part -> new Filter(part.text(), part)).toList();
    }

    /**
     * A name of a question however it is written: {@code TimeDimension('metric_time', 'day')} is {@code metric_time__day}; a leading {@code -} stays.
     *
     * @throws ProblemException {@link CatalogProblem#BAD_FILTER} with the position of the fault
     */
    public static String nameOf(String text) {
        return FilterTemplate.asked(text);
    }

    /**
     * What a name of a question is to be called, where it says so: {@code Metric('revenue').alias('sales')}.
     *
     * @throws ProblemException {@link CatalogProblem#BAD_FILTER} with the position of the fault
     */
    public static Optional<String> aliasOf(String text) {
        return FilterTemplate.alias(text);
    }

    /** The text with the name of each reference in its place; a metric's value stays as it is written. */
    public String plain() {
        return FilterTemplate.plain(text);
    }

    /** What a name of a condition stands for when it is no dimension. */
    public static Optional<MetricReference> metricReference(String name) {
        return FilterTemplate.metricReference(name);
    }
}
