package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricDefinition.Input;
import dev.tidemark.catalog.MetricName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What needs time cannot be made of measures that have none. */
final class TimelessChecks {

    private final Map<MetricName, Metric> metrics;
    private final Map<String, MeasureUse> measures;
    private final Faults faults;

    TimelessChecks(Map<MetricName, Metric> metrics, Map<String, MeasureUse> measures, Faults faults) {
        this.metrics = metrics;
        this.measures = measures;
        this.faults = faults;
    }

    /** To be asked only when no metric uses itself. */
    void check(Metric metric) {
        needs(metric)
                .ifPresent(what -> measuresOf(metric)
                        .filter(use -> use.measure().timeDimension().isEmpty())
                        .findFirst()
                        .ifPresent(use -> faults.add(
                                metric.place(),
                                "The metric " + metric.name() + " " + what + ", but the measure "
                                        + use.measure().name() + " has no time. Give it an agg_time_dimension.")));
    }

    private static Optional<String> needs(Metric metric) {
        return switch (metric.definition()) {
            case MetricDefinition.Cumulative cumulative -> Optional.of("accumulates over time");
            case MetricDefinition.Conversion conversion -> Optional.of("follows what comes later");
            case MetricDefinition.Simple simple ->
                simple.joinToTimeSpine() ? Optional.of("has a row for every period") : Optional.empty();
            case MetricDefinition.Ratio ratio -> offset(List.of(ratio.numerator(), ratio.denominator()));
            case MetricDefinition.Derived derived -> offset(derived.inputs());
        };
    }

    private static Optional<String> offset(List<Input> inputs) {
        return inputs.stream().anyMatch(TimelessChecks::isOffset)
                ? Optional.of("looks back in time")
                : Optional.empty();
    }

    private static boolean isOffset(Input input) {
        return input.offsetWindow().isPresent()
                || input.customOffset().isPresent()
                || input.offsetToGrain().isPresent();
    }

    private Stream<MeasureUse> measuresOf(Metric metric) {
        Stream<MeasureUse> own = metric.definition()
                .measures()
                .flatMap(simple -> Optional.ofNullable(measures.get(simple.measure())).stream());
        Stream<MeasureUse> inputs = metric.definition().inputs().stream()
                .flatMap(input -> Optional.ofNullable(metrics.get(input.metric())).stream())
                .flatMap(this::measuresOf);
        return Stream.concat(own, inputs);
    }
}
