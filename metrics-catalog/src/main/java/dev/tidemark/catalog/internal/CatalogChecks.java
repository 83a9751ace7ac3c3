package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SemanticModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What only shows when all definitions are seen together. */
final class CatalogChecks {

    private final List<SemanticModel> models;
    private final List<Metric> metrics;
    private final Map<String, MeasureUse> measures;
    private final Map<MetricName, Metric> byName = new HashMap<>();
    private final DimensionNames names;
    private final Faults faults;

    CatalogChecks(List<SemanticModel> models, List<Metric> metrics, Map<String, MeasureUse> measures, Faults faults) {
        this.models = models;
        this.metrics = metrics;
        this.measures = measures;
        this.names = new DimensionNames(models);
        this.faults = faults;
    }

    void run() {
        unique();
        models.forEach(this::model);
        metrics.forEach(this::references);
        if (metrics.stream().noneMatch(this::isCircular)) {
            metrics.forEach(this::filters);
        }
    }

    private void unique() {
        Set<String> seen = new HashSet<>();
        models.stream()
                .filter(model -> !seen.add(model.name()))
                .forEach(model -> faults.add(
                        model.place(), "There are two semantic models " + model.name() + ". Rename one of them."));
        for (Metric metric : metrics) {
            Metric other = byName.putIfAbsent(metric.name(), metric);
            if (other != null) {
                faults.add(
                        metric.place(),
                        "The metric " + metric.name() + " is already defined at " + other.place()
                                + ". Rename one of them.");
            }
        }
    }

    private void model(SemanticModel model) {
        if (!model.dimensions().isEmpty() && model.primaryEntity().isEmpty()) {
            faults.add(
                    model.place(),
                    "The semantic model " + model.name()
                            + " has dimensions but no primary entity. Add primary_entity: … or an entity of type primary.");
        }
        List<String> times = model.dimensions().stream()
                .filter(dimension -> dimension.isTime())
                .map(dimension -> dimension.name())
                .toList();
        for (Measure measure : model.measures()) {
            if (!measure.timeDimension().isEmpty() && !times.contains(measure.timeDimension())) {
                faults.add(
                        measure.place(),
                        "The measure " + measure.name() + " names the time dimension " + measure.timeDimension()
                                + ", which the model does not have. " + Nearest.advice(measure.timeDimension(), times));
            }
        }
        for (Entity entity : model.entities()) {
            List<Join> joins = DimensionNames.candidates(models, model, entity).toList();
            if (joins.size() > 1) {
                faults.add(
                        entity.place(),
                        "The entity " + entity.name() + " leads to more than one model: "
                                + joins.stream().map(join -> join.to().name()).collect(Collectors.joining(", "))
                                + ". Let only one of them have it as primary or unique.");
            }
        }
    }

    private void references(Metric metric) {
        switch (metric.definition()) {
            case MetricDefinition.Simple simple -> {
                if (!simple.measure().isEmpty() && !measures.containsKey(simple.measure())) {
                    faults.add(
                            metric.place(),
                            "The metric " + metric.name() + " uses the measure " + simple.measure()
                                    + ", which no model has. " + Nearest.advice(simple.measure(), measures.keySet()));
                }
            }
            case MetricDefinition.Ratio ratio -> {
                input(metric, ratio.numerator());
                input(metric, ratio.denominator());
            }
            case MetricDefinition.Derived derived -> {
                derived.inputs().forEach(input -> input(metric, input));
                List<String> aliases = derived.inputs().stream()
                        .map(MetricDefinition.Input::alias)
                        .toList();
                derived.expression().names().stream()
                        .filter(name -> !aliases.contains(name))
                        .forEach(name -> faults.add(
                                metric.place(),
                                "The expression of " + metric.name() + " names " + name
                                        + ", which is none of its metrics. " + Nearest.advice(name, aliases)));
            }
        }
    }

    private void input(Metric metric, MetricDefinition.Input input) {
        if (!input.metric().value().isEmpty() && !byName.containsKey(input.metric())) {
            List<String> known = byName.keySet().stream().map(MetricName::value).toList();
            faults.add(
                    metric.place(),
                    "The metric " + metric.name() + " uses the metric " + input.metric() + ", which does not exist. "
                            + Nearest.advice(input.metric().value(), known));
        }
    }

    private boolean isCircular(Metric metric) {
        Deque<Metric> open = new ArrayDeque<>(List.of(metric));
        Set<MetricName> seen = new HashSet<>();
        while (!open.isEmpty()) {
            for (MetricDefinition.Input input : inputs(open.pop())) {
                if (input.metric().equals(metric.name())) {
                    faults.add(
                            metric.place(),
                            "The metric " + metric.name() + " uses itself, through " + input.metric()
                                    + ". Break the circle.");
                    return true;
                }
                Metric next = byName.get(input.metric());
                if (next != null && seen.add(next.name())) {
                    open.push(next);
                }
            }
        }
        return false;
    }

    private static List<MetricDefinition.Input> inputs(Metric metric) {
        return switch (metric.definition()) {
            case MetricDefinition.Simple simple -> List.of();
            case MetricDefinition.Ratio ratio -> List.of(ratio.numerator(), ratio.denominator());
            case MetricDefinition.Derived derived -> derived.inputs();
        };
    }

    /** Filters must hold for every measure they reach. */
    private void filters(Metric metric) {
        List<Filter> own = new ArrayList<>(metric.filters());
        if (metric.definition() instanceof MetricDefinition.Simple simple) {
            own.addAll(simple.filters());
        }
        inputs(metric).forEach(input -> check(metric, input.filters(), leaves(byName.get(input.metric()))));
        check(metric, own, leaves(metric));
    }

    private List<MeasureUse> leaves(@Nullable Metric metric) {
        if (metric == null) {
            return List.of();
        }
        if (metric.definition() instanceof MetricDefinition.Simple simple) {
            MeasureUse use = measures.get(simple.measure());
            return use == null ? List.of() : List.of(use);
        }
        return inputs(metric).stream()
                .flatMap(input -> leaves(byName.get(input.metric())).stream())
                .toList();
    }

    private void check(Metric metric, List<Filter> filters, List<MeasureUse> uses) {
        for (Filter filter : filters) {
            for (String name : filter.condition().names()) {
                for (MeasureUse use : uses) {
                    if (names.resolve(use, name).isEmpty()) {
                        List<String> known = names.of(use.model()).stream()
                                .map(MetricDimension::name)
                                .toList();
                        faults.add(
                                metric.place(),
                                "The filter of " + metric.name() + " names " + name + ", which the model "
                                        + use.model().name() + " cannot be filtered by. "
                                        + Nearest.advice(name, known));
                    }
                }
            }
        }
    }
}
