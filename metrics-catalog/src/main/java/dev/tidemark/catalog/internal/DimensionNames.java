package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names under which dimensions can be asked for, and what they stand for. */
public final class DimensionNames {

    private static final String SEPARATOR = "__";

    private final List<SemanticModel> models;

    public DimensionNames(List<SemanticModel> models) {
        this.models = List.copyOf(models);
    }

    /** Every name, seen from a model: its own, then those one join away. */
    public List<MetricDimension> of(SemanticModel model) {
        List<MetricDimension> names = new ArrayList<>();
        model.timeDimension()
                .flatMap(model::dimension)
                .ifPresent(time -> names.add(new MetricDimension(
                        MetricCatalog.METRIC_TIME, "The time of the metric", model.name(), grains(time))));
        own(model, model.primaryEntity().orElse(model.name()), names);
        for (Entity entity : model.entities()) {
            names.add(new MetricDimension(entity.name(), "The " + entity.name() + " itself", model.name(), List.of()));
            join(model, entity).ifPresent(join -> own(join.to(), entity.name(), names));
        }
        return List.copyOf(names);
    }

    private static void own(SemanticModel model, String entity, List<MetricDimension> names) {
        for (Dimension dimension : model.dimensions()) {
            names.add(new MetricDimension(
                    entity + SEPARATOR + dimension.name(), dimension.description(), model.name(), grains(dimension)));
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

    public Optional<DimensionPath> resolve(MeasureUse from, String name) {
        List<String> parts = List.of(name.split(SEPARATOR));
        Optional<Grain> grain = Grain.parse(parts.getLast());
        Optional<DimensionPath> whole = walk(from, name, parts, Optional.empty());
        if (whole.isPresent() || grain.isEmpty() || parts.size() < 2) {
            return whole;
        }
        return walk(from, name, parts.subList(0, parts.size() - 1), grain).filter(DimensionPath::time);
    }

    private Optional<DimensionPath> walk(MeasureUse from, String name, List<String> parts, Optional<Grain> bucket) {
        SemanticModel model = from.model();
        if (parts.equals(List.of(MetricCatalog.METRIC_TIME))) {
            return model.dimension(from.measure().timeDimension())
                    .map(time -> path(name, List.of(), model, time, bucket));
        }
        List<Join> joins = new ArrayList<>();
        SemanticModel here = model;
        for (int i = 0; i < parts.size() - 1; i++) {
            String entity = parts.get(i);
            if (here.primaryEntity().filter(entity::equals).isPresent()) {
                continue;
            }
            SemanticModel left = here;
            Optional<Join> join = here.entity(entity).flatMap(found -> join(left, found));
            if (join.isEmpty()) {
                return Optional.empty();
            }
            joins.add(join.get());
            here = join.get().to();
        }
        return last(name, parts, joins, here, bucket);
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
                        .map(entity ->
                                new DimensionPath(name, joins, here, entity.expression(), Optional.empty(), false));
    }

    private static DimensionPath path(
            String name, List<Join> joins, SemanticModel model, Dimension dimension, Optional<Grain> bucket) {
        return new DimensionPath(
                name, joins, model, dimension.expression(), bucket.or(dimension::grain), dimension.isTime());
    }

    /** The one other model whose rows this entity identifies. Two of them are refused when definitions are read. */
    private Optional<Join> join(SemanticModel from, Entity entity) {
        return candidates(models, from, entity).findFirst();
    }

    static Stream<Join> candidates(List<SemanticModel> models, SemanticModel from, Entity entity) {
        if (entity.type() == Entity.Type.PRIMARY) {
            return Stream.empty();
        }
        return models.stream()
                .filter(to -> !to.name().equals(from.name()))
                .flatMap(to -> to
                        .entity(entity.name())
                        .filter(key -> IDENTIFIES.getOrDefault(key.type(), false))
                        .map(key -> new Join(from, entity, to, key))
                        .stream());
    }

    private static final Map<Entity.Type, Boolean> IDENTIFIES =
            Map.of(Entity.Type.PRIMARY, true, Entity.Type.UNIQUE, true);
}
