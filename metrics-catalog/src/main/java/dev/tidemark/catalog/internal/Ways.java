package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways on which a name can be followed from one model. */
final class Ways {

    static final String SEPARATOR = "__";

    /** As many joins as MetricFlow follows. */
    private static final int MOST_HOPS = 2;

    private final Joins joins;
    private final Joins.Over over;
    private final String name;
    private final List<String> parts;
    private final Optional<Grain> bucket;
    private final List<DimensionPath> found = new ArrayList<>();

    /**
     * @param parts of the name, without a grain
     */
    Ways(Joins joins, Joins.Over over, String name, List<String> parts, Optional<Grain> bucket) {
        this.joins = joins;
        this.over = over;
        this.name = name;
        this.parts = List.copyOf(parts);
        this.bucket = bucket;
    }

    /** Those with the fewest joins. */
    List<DimensionPath> shortest(SemanticModel model) {
        walk(0, List.of(), model);
        if (found.isEmpty() && parts.size() > 1) {
            onTheWay(List.of(), model);
        }
        int fewest = found.stream().mapToInt(path -> path.joins().size()).min().orElse(0);
        return found.stream().filter(path -> path.joins().size() == fewest).toList();
    }

    /** Of several ways the one with the fewest joins; two of them are for the asker to tell apart. */
    Optional<DimensionPath> only(SemanticModel model) {
        List<DimensionPath> nearest = shortest(model);
        if (nearest.size() > 1) {
            List<String> places =
                    nearest.stream().map(path -> path.model().name()).distinct().toList();
            List<String> bridges = nearest.stream()
                    .flatMap(path -> path.crossing().stream())
                    .map(join -> join.to().name())
                    .distinct()
                    .toList();
            boolean byBridge = places.size() == 1 && bridges.size() > 1;
            throw new ProblemException(
                    CatalogProblem.AMBIGUOUS_DIMENSION,
                    model.name(),
                    name,
                    String.join(" and ", byBridge ? bridges : places),
                    byBridge
                            ? nearest.stream()
                                    .map(this::overItsBridge)
                                    .distinct()
                                    .collect(Collectors.joining(" or "))
                            : places.stream().map(this::qualified).collect(Collectors.joining(" or ")));
        }
        return nearest.stream().findFirst();
    }

    private String qualified(String model) {
        List<String> all = new ArrayList<>(parts);
        all.add(all.size() - 1, model);
        return String.join(SEPARATOR, all);
    }

    /** The name with the bridge's own after the entity that leads to it. */
    private String overItsBridge(DimensionPath path) {
        Join crossing = path.crossing().orElseThrow();
        List<String> all = new ArrayList<>(parts);
        int at = all.indexOf(crossing.foreign().name());
        if (at < 0) {
            all.addFirst(crossing.foreign().name());
            at = 0;
        }
        all.add(at + 1, crossing.to().name());
        return String.join(SEPARATOR, all);
    }

    private void walk(int at, List<Join> way, SemanticModel here) {
        if (at == parts.size() - 1) {
            last(way, here).ifPresent(found::add);
            return;
        }
        String part = parts.get(at);
        boolean itself = here.primaryEntity().filter(part::equals).isPresent()
                || here.entity(part)
                        .filter(entity -> Joins.identifies(here, entity))
                        .isPresent()
                || at > 0 && here.name().equals(part);
        if (itself) {
            walk(at + 1, way, here);
        }
        here.entity(part).stream()
                .flatMap(entity -> joins.from(here, entity, way, over))
                .filter(join -> way.stream().noneMatch(before -> before.from().equals(join.to())))
                .forEach(join -> walk(at + 1, with(way, join), join.to()));
    }

    /** A name may begin with an entity that is only reached through others, as long as there is one shortest way. */
    private void onTheWay(List<Join> way, SemanticModel here) {
        if (way.size() + 1 >= MOST_HOPS) {
            return;
        }
        for (Entity entity : here.entities()) {
            joins.from(here, entity, way, over)
                    .filter(join ->
                            way.stream().noneMatch(before -> before.from().equals(join.to())))
                    .forEach(join -> {
                        List<Join> further = with(way, join);
                        int known = found.size();
                        boolean itself = join.to()
                                .primaryEntity()
                                .filter(parts.getFirst()::equals)
                                .isPresent();
                        if (!itself) {
                            walk(0, further, join.to());
                        }
                        if (found.size() == known) {
                            onTheWay(further, join.to());
                        }
                    });
        }
    }

    private static List<Join> with(List<Join> way, Join more) {
        return Stream.concat(way.stream(), Stream.of(more)).toList();
    }

    private Optional<DimensionPath> last(List<Join> way, SemanticModel here) {
        String last = parts.getLast();
        Optional<DimensionPath> dimension = parts.size() < 2
                ? Optional.empty()
                : here.dimension(last).map(found -> path(name, way, here, found, bucket));
        return dimension.isPresent()
                ? dimension
                : here.entity(last)
                        .map(entity -> new DimensionPath(
                                name,
                                way,
                                here,
                                Optional.empty(),
                                entity.expression(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty()));
    }

    static DimensionPath path(
            String name, List<Join> way, SemanticModel model, Dimension dimension, Optional<Grain> bucket) {
        return new DimensionPath(
                name,
                way,
                model,
                Optional.of(dimension),
                dimension.expression(),
                bucket.or(dimension::grain),
                dimension.isTime(),
                Optional.empty(),
                Optional.empty());
    }
}
