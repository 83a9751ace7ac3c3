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

    private static final String SEPARATOR = "__";

    /** Longer ways are found when asked for, but not listed. */
    private static final int LISTED_HOPS = 2;

    /** As many joins as MetricFlow follows. */
    private static final int MOST_HOPS = 2;

    /** An entity that several rows of a model may have. */
    public record Many(String entity, String model) {}

    private record Asked(SemanticModel model, String time, String name) {}

    private record Key(SemanticModel model, Entity entity) {}

    private final List<SemanticModel> models;
    private final Map<String, List<Key>> keys = new LinkedHashMap<>();
    private final Map<String, Grain> customs = new HashMap<>();
    private final Map<Asked, Optional<DimensionPath>> resolved = new ConcurrentHashMap<>();

    public DimensionNames(List<SemanticModel> models, List<TimeSpine> spines) {
        this.models = List.copyOf(models);
        spines.forEach(spine -> spine.customGrains().keySet().forEach(name -> customs.put(name, spine.grain())));
        for (SemanticModel model : models) {
            for (Entity entity : model.entities()) {
                if (identifies(model, entity)) {
                    keys.computeIfAbsent(entity.name(), name -> new ArrayList<>())
                            .add(new Key(model, entity));
                }
            }
        }
    }

    /** At most one row at a time: a key, or a natural key of rows that say from when to when they hold. */
    private static boolean identifies(SemanticModel model, Entity entity) {
        return switch (entity.type()) {
            case PRIMARY, UNIQUE -> true;
            case NATURAL -> model.validity(Dimension.Validity.START).isPresent();
            case FOREIGN -> false;
        };
    }

    /** Every name, seen from a model: its own, then those a few joins away. */
    public List<MetricDimension> of(SemanticModel model) {
        List<MetricDimension> names = new ArrayList<>();
        model.timeDimension()
                .flatMap(model::dimension)
                .ifPresent(time -> names.add(new MetricDimension(
                        MetricCatalog.METRIC_TIME, "The time of the metric", model.name(), grains(time))));
        own(model, model.primaryEntity().orElse(model.name()) + SEPARATOR, names);
        joined(model, "", List.of(model), names);
        return names.stream()
                .collect(Collectors.toMap(MetricDimension::name, name -> name, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private void joined(SemanticModel model, String prefix, List<SemanticModel> way, List<MetricDimension> names) {
        for (Entity entity : model.entities()) {
            String path = prefix + entity.name();
            names.add(new MetricDimension(path, "The " + entity.name() + " itself", model.name(), List.of()));
            candidates(model, entity)
                    .filter(join -> way.size() <= LISTED_HOPS && !way.contains(join.to()))
                    .forEach(join -> {
                        own(join.to(), path + SEPARATOR, names);
                        joined(join.to(), path + SEPARATOR, with(way, join.to()), names);
                    });
        }
    }

    private static <T> List<T> with(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
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
     * @throws ProblemException {@link CatalogProblem#AMBIGUOUS_DIMENSION}
     */
    public Optional<DimensionPath> resolve(MeasureUse from, String name) {
        return resolved.computeIfAbsent(
                new Asked(from.model(), from.measure().timeDimension(), name), asked -> find(from, name));
    }

    private Optional<DimensionPath> find(MeasureUse from, String name) {
        List<String> parts = List.of(name.split(SEPARATOR));
        Optional<DimensionPath> whole = one(from, name, parts, Optional.empty());
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
        return one(from, name, parts.subList(0, parts.size() - 1), grain)
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

    /** Of several ways the one with the fewest joins; two of them are for the asker to tell apart. */
    private Optional<DimensionPath> one(MeasureUse from, String name, List<String> parts, Optional<Grain> bucket) {
        SemanticModel model = from.model();
        if (parts.equals(List.of(MetricCatalog.METRIC_TIME))) {
            return model.dimension(from.measure().timeDimension())
                    .map(time -> path(name, List.of(), model, time, bucket));
        }
        List<DimensionPath> paths = new ArrayList<>();
        walk(name, parts, 0, List.of(), model, bucket, paths);
        if (paths.isEmpty() && parts.size() > 1) {
            onTheWay(name, parts, List.of(), model, bucket, paths);
        }
        int fewest = paths.stream().mapToInt(path -> path.joins().size()).min().orElse(0);
        List<DimensionPath> nearest =
                paths.stream().filter(path -> path.joins().size() == fewest).toList();
        if (nearest.size() > 1) {
            List<String> places =
                    nearest.stream().map(path -> path.model().name()).distinct().toList();
            throw new ProblemException(
                    CatalogProblem.AMBIGUOUS_DIMENSION,
                    model.name(),
                    name,
                    String.join(" and ", places),
                    places.stream().map(place -> qualified(parts, place)).collect(Collectors.joining(" or ")));
        }
        return nearest.stream().findFirst();
    }

    private static String qualified(List<String> parts, String model) {
        List<String> all = new ArrayList<>(parts);
        all.add(all.size() - 1, model);
        return String.join(SEPARATOR, all);
    }

    private void walk(
            String name,
            List<String> parts,
            int at,
            List<Join> joins,
            SemanticModel here,
            Optional<Grain> bucket,
            List<DimensionPath> paths) {
        if (at == parts.size() - 1) {
            last(name, parts, joins, here, bucket).ifPresent(paths::add);
            return;
        }
        String part = parts.get(at);
        boolean itself = here.primaryEntity().filter(part::equals).isPresent()
                || at > 0 && here.name().equals(part);
        if (itself) {
            walk(name, parts, at + 1, joins, here, bucket, paths);
        }
        here.entity(part).stream()
                .flatMap(entity -> candidates(here, entity))
                .filter(join -> joins.stream().noneMatch(before -> before.from().equals(join.to())))
                .forEach(join -> walk(name, parts, at + 1, with(joins, join), join.to(), bucket, paths));
    }

    /** A name may begin with an entity that is only reached through others, as long as there is one shortest way. */
    private void onTheWay(
            String name,
            List<String> parts,
            List<Join> joins,
            SemanticModel here,
            Optional<Grain> bucket,
            List<DimensionPath> paths) {
        if (joins.size() + 1 >= MOST_HOPS) {
            return;
        }
        for (Entity entity : here.entities()) {
            candidates(here, entity)
                    .filter(join ->
                            joins.stream().noneMatch(before -> before.from().equals(join.to())))
                    .forEach(join -> {
                        List<Join> way = with(joins, join);
                        int known = paths.size();
                        boolean itself = join.to()
                                .primaryEntity()
                                .filter(parts.getFirst()::equals)
                                .isPresent();
                        if (!itself) {
                            walk(name, parts, 0, way, join.to(), bucket, paths);
                        }
                        if (paths.size() == known) {
                            onTheWay(name, parts, way, join.to(), bucket, paths);
                        }
                    });
        }
    }

    private static Optional<DimensionPath> last(
            String name, List<String> parts, List<Join> joins, SemanticModel here, Optional<Grain> bucket) {
        String last = parts.getLast();
        Optional<DimensionPath> dimension = parts.size() < 2
                ? Optional.empty()
                : here.dimension(last).map(found -> path(name, joins, here, found, bucket));
        return dimension.isPresent()
                ? dimension
                : here.entity(last)
                        .map(entity -> new DimensionPath(
                                name,
                                joins,
                                here,
                                Optional.empty(),
                                entity.expression(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty()));
    }

    private static DimensionPath path(
            String name, List<Join> joins, SemanticModel model, Dimension dimension, Optional<Grain> bucket) {
        return new DimensionPath(
                name,
                joins,
                model,
                Optional.of(dimension),
                dimension.expression(),
                bucket.or(dimension::grain),
                dimension.isTime(),
                Optional.empty(),
                Optional.empty());
    }

    Stream<Join> candidates(SemanticModel from, Entity entity) {
        return keys.getOrDefault(entity.name(), List.of()).stream()
                .filter(key -> !key.model().name().equals(from.name()))
                .map(key -> new Join(from, entity, key.model(), key.entity()));
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
                        .filter(found -> !identifies(model, found))
                        .isPresent())
                .filter(model -> model.dimension(dimension).isPresent())
                .map(model -> new Many(entity, model.name()))
                .findFirst();
    }
}
