package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.policy.Masks;
import dev.tidemark.router.policy.Ruling;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question whose names are resolved.
 *
 * @param query as stores are asked; what it is masked from is not in it
 * @param where its conditions, in parts that all hold
 * @param now the one instant that every decision about it is made at
 * @param ruling what policies say about its asker
 */
record Question(
        MetricQuery query,
        MetricCatalog catalog,
        List<Output> outputs,
        List<Filter> where,
        Clockwork clockwork,
        Instant now,
        Ruling ruling,
        Masks masks) {

    Question {
        outputs = List.copyOf(outputs);
        where = List.copyOf(where);
    }

    /** A column with the metric it belongs to. */
    record Output(String name, Metric metric, Formula formula) {}

    ZoneId zone() {
        return clockwork.zone();
    }

    List<Series> series() {
        return outputs.stream()
                .flatMap(output -> output.formula().all())
                .distinct()
                .toList();
    }

    /** The policies that are at work in it. */
    List<String> policies() {
        List<Leaf> leaves = series().stream().map(Series::leaf).distinct().toList();
        List<SemanticModel> models = leaves.stream()
                .flatMap(leaf -> Stream.concat(
                        Stream.of(leaf.use().model()),
                        leaf.following().stream().map(found -> found.use().model())))
                .distinct()
                .toList();
        List<DimensionPath> paths = masks.asked().stream()
                .flatMap(name -> leaves.stream().map(leaf -> path(leaf, name)))
                .toList();
        return ruling.applied(models, paths);
    }

    /** What a name stands for; names are checked before. */
    DimensionPath path(Leaf leaf, String name) {
        return catalog.resolve(leaf.use(), name).orElseThrow(() -> new IllegalArgumentException(name));
    }
}
