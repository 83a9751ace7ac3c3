package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a metric is computed. */
public sealed interface MetricDefinition {

    /**
     * A measure, maybe of some rows only.
     *
     * @param fillNullsWith what stands for an absent value
     * @param joinToTimeSpine whether every time bucket of the range is in the answer, rows or not
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
     * A measure over all time up to each moment, or over the time since a window or a period began.
     *
     * @param window how far back from each moment; empty for no limit
     * @param grainToDate since the beginning of which period
     * @param period what stands for a time bucket that holds several moments
     */
    record Cumulative(Simple of, Optional<Window> window, Optional<Grain> grainToDate, Period period)
            implements MetricDefinition {

        /** Which of the moments of a longer time bucket speaks for it. */
        public enum Period {
            FIRST,
            LAST,
            AVERAGE
        }
    }

    /**
     * How many rows of one kind were followed by a row of another kind of the same entity. A conversion counts at the time and with
     * the dimensions of the latest row that led to it.
     *
     * @param base what leads
     * @param converted what follows
     * @param entity what both have in common
     * @param window how long after at most; empty for any time after
     * @param constants further values that must be equal
     * @param rate the share of the base that converted, else the number of conversions
     */
    record Conversion(
            Simple base,
            Simple converted,
            String entity,
            Optional<Window> window,
            List<Constant> constants,
            boolean rate)
            implements MetricDefinition {
        public Conversion {
            constants = List.copyOf(constants);
        }

        /** A dimension of the base's model and one of the other's. */
        public record Constant(String base, String converted) {}
    }

    /**
     * A metric that another one builds on.
     *
     * @param alias its name in the expression
     * @param filters further conditions on its rows
     * @param offsetWindow its value so much earlier
     * @param customOffset its value so many periods of a time spine's own calendar earlier
     * @param offsetToGrain its value at the beginning of the period
     */
    record Input(
            MetricName metric,
            String alias,
            List<Filter> filters,
            Optional<Window> offsetWindow,
            Optional<CustomWindow> customOffset,
            Optional<Grain> offsetToGrain) {
        public Input {
            filters = List.copyOf(filters);
        }
    }

    /** The metrics it builds on. */
    default List<Input> inputs() {
        return switch (this) {
            case Ratio ratio -> List.of(ratio.numerator(), ratio.denominator());
            case Derived derived -> derived.inputs();
            case Simple simple -> List.of();
            case Cumulative cumulative -> List.of();
            case Conversion conversion -> List.of();
        };
    }

    /** The measures it takes by itself, not through other metrics. */
    default Stream<Simple> measures() {
        return switch (this) {
            case Simple simple -> Stream.of(simple);
            case Cumulative cumulative -> Stream.of(cumulative.of());
            case Conversion conversion -> Stream.of(conversion.base(), conversion.converted());
            case Ratio ratio -> Stream.of();
            case Derived derived -> Stream.of();
        };
    }

    /** The word in YAML. */
    default String type() {
        return switch (this) {
            case Simple simple -> "simple";
            case Ratio ratio -> "ratio";
            case Derived derived -> "derived";
            case Cumulative cumulative -> "cumulative";
            case Conversion conversion -> "conversion";
        };
    }
}
