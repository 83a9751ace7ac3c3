package dev.tidemark.catalog;

import dev.tidemark.sql.SqlExpression;
import java.util.List;
import java.util.Optional;

/** How a metric is computed. */
public sealed interface MetricDefinition {

    /**
     * A measure, maybe of some rows only.
     *
     * @param fillNullsWith what stands for an absent value
     */
    record Simple(String measure, List<Filter> filters, Optional<Long> fillNullsWith, boolean joinToTimeSpine)
            implements MetricDefinition {
        public Simple {
            filters = List.copyOf(filters);
        }
    }

    /** The quotient of two metrics, each aggregated on its own. */
    record Ratio(Input numerator, Input denominator) implements MetricDefinition {}

    /** An expression over other metrics, by their aliases. */
    record Derived(SqlExpression expression, List<Input> inputs) implements MetricDefinition {
        public Derived {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * A metric that another one builds on.
     *
     * @param alias its name in the expression
     * @param filters further conditions on its rows
     */
    record Input(MetricName metric, String alias, List<Filter> filters) {
        public Input {
            filters = List.copyOf(filters);
        }
    }

    /** The word in YAML. */
    default String type() {
        return switch (this) {
            case Simple simple -> "simple";
            case Ratio ratio -> "ratio";
            case Derived derived -> "derived";
        };
    }
}
