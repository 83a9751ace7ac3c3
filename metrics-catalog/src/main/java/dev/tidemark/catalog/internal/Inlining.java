package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the measure and the filters of a simple metric where a cumulative or conversion metric names it as its input. */
final class Inlining {

    private final List<Metric> metrics;
    private final Map<String, Metric> byName = new HashMap<>();
    private final Faults faults;

    Inlining(List<Metric> metrics, Faults faults) {
        this.metrics = metrics;
        this.faults = faults;
        metrics.forEach(metric -> byName.putIfAbsent(metric.name().value(), metric));
    }

    List<Metric> all() {
        return metrics.stream()
                .map(metric -> switch (metric.definition()) {
                    case MetricDefinition.Cumulative cumulative ->
                        metric.withDefinition(new MetricDefinition.Cumulative(
                                found(metric, cumulative.of()),
                                cumulative.window(),
                                cumulative.grainToDate(),
                                cumulative.period()));
                    case MetricDefinition.Conversion conversion ->
                        metric.withDefinition(new MetricDefinition.Conversion(
                                found(metric, conversion.base()),
                                found(metric, conversion.converted()),
                                conversion.entity(),
                                conversion.window(),
                                conversion.constants(),
                                conversion.rate()));
                    default -> metric;
                })
                .toList();
    }

    private MetricDefinition.Simple found(Metric user, MetricDefinition.Simple source) {
        if (!source.measure().startsWith(CatalogReader.METRIC)) {
            return source;
        }
        String name = source.measure().substring(CatalogReader.METRIC.length());
        Metric metric = byName.get(name);
        if (metric != null && metric.definition() instanceof MetricDefinition.Simple simple) {
            List<Filter> filters = new ArrayList<>(metric.filters());
            filters.addAll(simple.filters());
            filters.addAll(source.filters());
            return new MetricDefinition.Simple(
                    simple.measure(), filters, simple.fillNullsWith(), simple.joinToTimeSpine());
        }
        List<String> known = byName.values().stream()
                .filter(other -> other.definition() instanceof MetricDefinition.Simple)
                .map(other -> other.name().value())
                .toList();
        faults.add(
                user.place(),
                "The metric " + user.name() + " builds on " + name + ", which is no simple metric. "
                        + Nearest.advice(name, known));
        return new MetricDefinition.Simple("", List.of(), Optional.empty(), false);
    }
}
