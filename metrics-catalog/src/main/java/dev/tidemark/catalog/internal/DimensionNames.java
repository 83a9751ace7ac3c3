package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.DatePart;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names under which dimensions can be asked for, and what they stand for. Thread-safe. */
public final class DimensionNames {

    private static final String SEPARATOR = Ways.SEPARATOR;

    /** Longer ways are found when asked for, but not listed. */
    private static final int LISTED_HOPS = 2;

    /** An entity that several rows of a model may have. */
    public record Many(String entity, String model) {}

    private record Asked(SemanticModel model, String time, String name) {}

    private final List<SemanticModel> models;
    private final Joins joins;
    private final Map<String, Grain> customs = new HashMap<>();
    private final Map<Asked, Optional<DimensionPath>> resolved = new ConcurrentHashMap<>();

    public DimensionNames(List<SemanticModel> models, List<TimeSpine> spines) {
        this.models = List.copyOf(models);
        this.joins = new Joins(models);
        spines.forEach(spine -> spine.customGrains().keySet().forEach(name -> customs.put(name, spine.grain())));
    }

    /** Every name, seen from a model: its own, then those a few joins away, at last those over a bridge. */
    public List<MetricDimension> of(SemanticModel model) {
        List<MetricDimension> names = new ArrayList<>();
        model.timeDimension()
                .flatMap(model::dimension)
                .ifPresent(time -> names.add(new MetricDimension(
                        MetricCatalog.METRIC_TIME, "The time of the metric", model.name(), grains(time))));
        own(model, model.primaryEntity().orElse(model.name()) + SEPARATOR, names);
        joined(model, "", List.of(), Joins.Over.KEYS, names);
        if (joins.hasBridges()) {
            joined(model, "", List.of(), Joins.Over.A_BRIDGE, names);
        }
        return names.stream()
                .collect(Collectors.toMap(MetricDimension::name, name -> name, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** Every name that a measure can be grouped and filtered by: it does not pass over every bridge. */
    public List<MetricDimension> of(MeasureUse use) {
        List<MetricDimension> all = of(use.model());
        return joins.hasBridges()
                ? all.stream()
                        .filter(dimension -> isOpen(use, dimension.name()))
                        .toList()
                : all;
    }

    private boolean isOpen(MeasureUse use, String name) {
        try {
            return resolve(use, name)
                    .flatMap(path -> Crossings.refusal(name, use, path))
                    .isEmpty();
        } catch (ProblemException e) {
            return true; // several ways: which one is for the asker to say
        }
    }

    private void joined(
            SemanticModel model, String prefix, List<Join> way, Joins.Over over, List<MetricDimension> names) {
        for (Entity entity : model.entities()) {
            String path = prefix + entity.name();
            names.add(new MetricDimension(path, "The " + entity.name() + " itself", model.name(), List.of()));
            joins.from(model, entity, way, over)
                    .filter(join -> way.size() < LISTED_HOPS
                            && way.stream().noneMatch(before -> before.from().equals(join.to())))
                    .forEach(join -> {
                        own(join.to(), path + SEPARATOR, names);
                        List<Join> further =
                                Stream.concat(way.stream(), Stream.of(join)).toList();
                        joined(join.to(), path + SEPARATOR, further, over, names);
                    });
        }
    }

    private static void own(SemanticModel model, String prefix, List<MetricDimension> names) {
        for (Dimension dimension : model.dimensions()) {
            names.add(new MetricDimension(
                    prefix + dimension.name(), dimension.description(), model.name(), grains(dimension)));
        }
    }

    private static List<String> grains(Dimension dimension) {
        return dimension
                .grain()
                .map(finest -> Arrays.stream(Grain.values())
                        .filter(grain -> grain.compareTo(finest) >= 0)
                        .map(Grain::word)
                        .toList())
                .orElse(List.of());
    }

    /**
     * A plain way is taken before one over a bridge, so that a bridge never changes what a name meant before.
     *
     * @throws ProblemException {@link CatalogProblem#AMBIGUOUS_DIMENSION}
     */
    public Optional<DimensionPath> resolve(MeasureUse from, String name) {
        return resolved.computeIfAbsent(
                new Asked(from.model(), from.measure().timeDimension(), name),
                asked -> find(from, name, Joins.Over.KEYS).or(() -> find(from, name, Joins.Over.A_BRIDGE)));
    }

    /** The steps that stand in the way of a name which means nothing without them: undeclared bridges, or one too many. */
    public List<Join> crossings(MeasureUse from, String name) {
        List<String> parts = List.of(name.split(SEPARATOR));
        List<DimensionPath> ways = new ArrayList<>(ways(from.model(), name, parts));
        boolean told = parts.size() > 2
                && (Grain.parse(parts.getLast()).isPresent()
                        || DatePart.parse(parts.getLast()).isPresent()
                        || customs.containsKey(parts.getLast()));
        if (ways.isEmpty() && told) {
            ways.addAll(ways(from.model(), name, parts.subList(0, parts.size() - 1)));
        }
        return ways.stream()
                .findFirst()
                .map(path -> path.joins().stream().filter(Join::multiplies).toList())
                .orElse(List.of());
    }

    private List<DimensionPath> ways(SemanticModel model, String name, List<String> parts) {
        return new Ways(joins, Joins.Over.ANYTHING, name, parts, Optional.empty()).shortest(model);
    }

    private Optional<DimensionPath> find(MeasureUse from, String name, Joins.Over over) {
        List<String> parts = List.of(name.split(SEPARATOR));
        Optional<DimensionPath> whole = one(from, name, parts, Optional.empty(), over);
        if (whole.isPresent() || parts.size() < 2) {
            return whole;
        }
        String last = parts.getLast();
        Optional<DatePart> part = DatePart.parse(last);
        Optional<String> custom = Optional.of(last).filter(customs::containsKey);
        Optional<Grain> grain =
                Grain.parse(last).or(() -> part.map(DatePart::grain)).or(() -> custom.map(customs::get));
        if (grain.isEmpty()) {
            return Optional.empty();
        }
        return one(from, name, parts.subList(0, parts.size() - 1), grain, over)
                .filter(path -> path.time()
                        && path.dimension()
                                .flatMap(Dimension::grain)
                                .filter(finest -> finest.compareTo(grain.get()) <= 0)
                                .isPresent())
                .map(path -> new DimensionPath(
                        path.name(),
                        path.joins(),
                        path.model(),
                        path.dimension(),
                        path.expression(),
                        path.bucket(),
                        true,
                        custom,
                        part));
    }

    private Optional<DimensionPath> one(
            MeasureUse from, String name, List<String> parts, Optional<Grain> bucket, Joins.Over over) {
        SemanticModel model = from.model();
        if (parts.equals(List.of(MetricCatalog.METRIC_TIME))) {
            return model.dimension(from.measure().timeDimension())
                    .map(time -> Ways.path(name, List.of(), model, time, bucket));
        }
        return new Ways(joins, over, name, parts, bucket).only(model);
    }

    /** The model that has the dimension, but several rows for one value of the entity. */
    public Optional<Many> fanOut(SemanticModel from, String name) {
        List<String> parts = new ArrayList<>(List.of(name.split(SEPARATOR)));
        if (parts.size() > 2 && Grain.parse(parts.getLast()).isPresent()) {
            parts.removeLast();
        }
        if (parts.size() < 2) {
            return Optional.empty();
        }
        String entity = parts.get(parts.size() - 2);
        String dimension = parts.getLast();
        return models.stream()
                .filter(model -> !model.equals(from))
                .filter(model -> model.entity(entity)
                        .filter(found -> !Joins.identifies(model, found))
                        .isPresent())
                .filter(model -> model.dimension(dimension).isPresent())
                .map(model -> new Many(entity, model.name()))
                .findFirst();
    }
}
