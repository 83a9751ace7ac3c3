package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What only shows when all definitions are seen together. */
final class CatalogChecks {

    private final List<SemanticModel> models;
    private final List<Metric> metrics;
    private final Map<String, MeasureUse> measures;
    private final Map<MetricName, Metric> byName = new HashMap<>();
    private final DimensionNames names;
    private final Faults faults;

    CatalogChecks(
            List<SemanticModel> models,
            List<Metric> metrics,
            Map<String, MeasureUse> measures,
            List<TimeSpine> spines,
            Faults faults) {
        this.models = models;
        this.metrics = metrics;
        this.measures = measures;
        this.names = new DimensionNames(models, spines);
        this.faults = faults;
    }

    void run(List<SavedQuery> queries) {
        unique();
        models.forEach(this::model);
        metrics.forEach(this::references);
        if (metrics.stream().noneMatch(this::isCircular)) {
            metrics.forEach(this::filters);
            metrics.forEach(new TimelessChecks(byName, measures, faults)::check);
            new SavedQueryChecks(byName, this::leaves, names, faults).run(queries);
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
            if (entity.type() == Entity.Type.NATURAL
                    && model.validity(Dimension.Validity.START).isEmpty()) {
                faults.add(
                        entity.place(),
                        "The entity " + entity.name() + " is natural, but no dimension of " + model.name()
                                + " says from when its rows hold. Add validity_params: {is_start: true} to one.");
            }
        }
        edges(model, times);
        new RollupChecks(model, names, faults).run();
    }

    private void edges(SemanticModel model, List<String> times) {
        List<String> entities = model.entities().stream().map(Entity::name).toList();
        for (Measure measure : model.measures()) {
            measure.nonAdditive().ifPresent(edge -> {
                if (!times.contains(edge.dimension())) {
                    faults.add(
                            measure.place(),
                            "The measure " + measure.name() + " does not add up along " + edge.dimension()
                                    + ", which is no time dimension of the model. "
                                    + Nearest.advice(edge.dimension(), times));
                }
                edge.groupings().stream()
                        .filter(name -> !entities.contains(name)
                                && model.dimension(name).isEmpty())
                        .forEach(name -> faults.add(
                                measure.place(),
                                "The window_groupings of " + measure.name() + " name " + name
                                        + ", which is no entity of the model. " + Nearest.advice(name, entities)));
            });
        }
    }

    private void references(Metric metric) {
        metric.definition().measures().map(MetricDefinition.Simple::measure).forEach(name -> {
            if (!name.isEmpty() && !measures.containsKey(name)) {
                faults.add(
                        metric.place(),
                        "The metric " + metric.name() + " uses the measure " + name + ", which no model has. "
                                + Nearest.advice(name, measures.keySet()));
            }
        });
        metric.definition().inputs().forEach(input -> input(metric, input));
        switch (metric.definition()) {
            case MetricDefinition.Derived derived -> derived(metric, derived);
            case MetricDefinition.Conversion conversion -> conversion(metric, conversion);
            case MetricDefinition.Simple simple -> {}
            case MetricDefinition.Ratio ratio -> {}
            case MetricDefinition.Cumulative cumulative -> {}
        }
    }

    private void derived(Metric metric, MetricDefinition.Derived derived) {
        List<String> aliases =
                derived.inputs().stream().map(MetricDefinition.Input::alias).toList();
        derived.expression().names().stream()
                .filter(name -> !aliases.contains(name))
                .forEach(name -> faults.add(
                        metric.place(),
                        "The expression of " + metric.name() + " names " + name + ", which is none of its metrics. "
                                + Nearest.advice(name, aliases)));
        Set<String> seen = new HashSet<>();
        aliases.stream()
                .filter(alias -> !seen.add(alias))
                .forEach(alias -> faults.add(
                        metric.place(),
                        "Two metrics of " + metric.name() + " are called " + alias + ". Give one an alias."));
        Map<String, String> units = new HashMap<>();
        derived.inputs()
                .forEach(input -> Optional.ofNullable(byName.get(input.metric()))
                        .flatMap(Metric::unit)
                        .ifPresent(unit -> units.put(input.alias(), unit)));
        derived.expression()
                .unitMismatch(units)
                .ifPresent(pair -> faults.add(
                        metric.place(),
                        "The expression of " + metric.name() + " adds or compares " + pair
                                + ". Convert one of them, or correct the unit of a metric."));
    }

    private void conversion(Metric metric, MetricDefinition.Conversion conversion) {
        for (MetricDefinition.Simple side : List.of(conversion.base(), conversion.converted())) {
            MeasureUse use = measures.get(side.measure());
            if (use == null) {
                continue;
            }
            if (use.model().entity(conversion.entity()).isEmpty()) {
                faults.add(
                        metric.place(),
                        "The metric " + metric.name() + " follows the entity " + conversion.entity()
                                + ", which the model " + use.model().name() + " does not have. "
                                + Nearest.advice(
                                        conversion.entity(),
                                        use.model().entities().stream()
                                                .map(Entity::name)
                                                .toList()));
            }
            for (MetricDefinition.Conversion.Constant constant : conversion.constants()) {
                String name = side.equals(conversion.base()) ? constant.base() : constant.converted();
                if (use.model().dimension(name).isEmpty()
                        && use.model().entity(name).isEmpty()) {
                    faults.add(
                            metric.place(),
                            "The metric " + metric.name() + " keeps " + name + " constant, which the model "
                                    + use.model().name() + " does not have. "
                                    + Nearest.advice(
                                            name,
                                            use.model().dimensions().stream()
                                                    .map(Dimension::name)
                                                    .toList()));
                }
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
            for (MetricDefinition.Input input : open.pop().definition().inputs()) {
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

    /** Filters must hold for every measure they reach. */
    private void filters(Metric metric) {
        metric.definition()
                .inputs()
                .forEach(input -> check(metric, input.filters(), leaves(byName.get(input.metric()))));
        metric.definition().measures().forEach(simple -> {
            MeasureUse use = measures.get(simple.measure());
            check(metric, simple.filters(), use == null ? List.of() : List.of(use));
        });
        check(metric, metric.filters(), leaves(metric));
    }

    private List<MeasureUse> leaves(@Nullable Metric metric) {
        if (metric == null) {
            return List.of();
        }
        List<MeasureUse> leaves = new ArrayList<>();
        Stream<MetricDefinition.Simple> own = metric.definition() instanceof MetricDefinition.Conversion conversion
                ? Stream.of(conversion.base())
                : metric.definition().measures();
        own.map(simple -> measures.get(simple.measure()))
                .filter(Objects::nonNull)
                .forEach(leaves::add);
        metric.definition().inputs().forEach(input -> leaves.addAll(leaves(byName.get(input.metric()))));
        return leaves;
    }

    private void check(Metric metric, List<Filter> filters, List<MeasureUse> uses) {
        for (Filter filter : filters) {
            for (String name : filter.condition().names()) {
                Optional<Filter.MetricReference> reference = Filter.metricReference(name);
                reference
                        .filter(found -> !byName.containsKey(found.metric()))
                        .ifPresent(found -> faults.add(
                                metric.place(),
                                "The filter of " + metric.name() + " names the metric " + found.metric()
                                        + ", which does not exist. "
                                        + Nearest.advice(
                                                found.metric().value(),
                                                byName.keySet().stream()
                                                        .map(MetricName::value)
                                                        .toList())));
                for (MeasureUse use : reference.isPresent() ? List.<MeasureUse>of() : uses) {
                    List<Join> crossings = crossings(use, name);
                    if (!crossings.isEmpty()) {
                        faults.add(
                                metric.place(),
                                "The filter of " + metric.name() + " does not pass",
                                Crossings.undeclared(metric.name().value(), name, crossings));
                    } else if (unknown(metric, use, name)) {
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

    /** What a name that means nothing would have to lead over. */
    private List<Join> crossings(MeasureUse use, String name) {
        try {
            return names.resolve(use, name).isPresent() ? List.of() : names.crossings(use, name);
        } catch (ProblemException e) {
            return List.of(); // not clear, which is said elsewhere
        }
    }

    private boolean unknown(Metric metric, MeasureUse use, String name) {
        try {
            Optional<DimensionPath> path = names.resolve(use, name);
            path.flatMap(found -> Crossings.refusal(metric.name().value(), use, found))
                    .ifPresent(refusal ->
                            faults.add(metric.place(), "The filter of " + metric.name() + " does not pass", refusal));
            return path.isEmpty();
        } catch (ProblemException e) {
            faults.add(metric.place(), "The filter of " + metric.name() + " is not clear", e);
            return false;
        }
    }
}
