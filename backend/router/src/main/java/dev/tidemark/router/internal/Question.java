package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Notice;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.router.policy.Masks;
import dev.tidemark.router.policy.Ruling;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question whose names are resolved.
 *
 * @param query as stores are asked; what it is masked from is not in it
 * @param where its conditions, in parts that all hold
 * @param now the one instant that every decision about it is made at
 * @param ruling what policies say about its asker
 * @param notices what its asker has to know about how it was understood
 */
record Question(
        MetricQuery query,
        MetricCatalog catalog,
        Content content,
        List<Filter> where,
        Clockwork clockwork,
        Instant now,
        Ruling ruling,
        Masks masks,
        List<Notice> notices) {

    Question {
        where = List.copyOf(where);
        notices = List.copyOf(notices);
    }

    /** A column with the metric it belongs to. */
    record Output(String name, Metric metric, Formula formula) {}

    /** What is asked. */
    sealed interface Content {

        record Metrics(List<Output> outputs) implements Content {
            public Metrics {
                outputs = List.copyOf(outputs);
            }
        }

        /**
         * Values of dimensions and nothing else.
         *
         * @param counted the rows that have them
         * @param own those of them that are rows of the model itself, not only of one that is joined to it; empty when nothing tells
         */
        record Values(Series counted, Optional<Series> own) implements Content {}

        /** Every row of one part with every row of the others. */
        record Combined(List<Question> parts) implements Content {
            public Combined {
                parts = List.copyOf(parts);
            }
        }
    }

    List<Output> outputs() {
        return content instanceof Content.Metrics metrics ? metrics.outputs() : List.of();
    }

    /** The parts whose rows are combined; empty for a question that is asked as a whole. */
    List<Question> parts() {
        return content instanceof Content.Combined combined ? combined.parts() : List.of();
    }

    /** Whether some of its rows do not count. */
    boolean isConstrained() {
        return !where.isEmpty() || !query.timeRange().equals(TimeSpan.ALL);
    }

    boolean asksForValues() {
        return content instanceof Content.Values;
    }

    ZoneId zone() {
        return clockwork.zone();
    }

    List<Series> series() {
        return switch (content) {
            case Content.Metrics metrics ->
                metrics.outputs().stream()
                        .flatMap(output -> output.formula().all())
                        .distinct()
                        .toList();
            case Content.Values values ->
                Stream.concat(Stream.of(values.counted()), values.own().stream())
                        .toList();
            case Content.Combined combined -> List.of();
        };
    }

    /** The policies that are at work in it. */
    List<String> policies() {
        if (!parts().isEmpty()) {
            return parts().stream()
                    .flatMap(part -> part.policies().stream())
                    .distinct()
                    .toList();
        }
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

    /** The groups whose values are those by which another metric is looked up. */
    List<String> lookedUpBy(Leaf leaf, Filter.MetricReference reference) {
        return reference.groupBy().stream()
                .map(name -> catalog.lookedUpBy(leaf.use(), name))
                .toList();
    }

    /** What a name stands for; names are checked before. */
    DimensionPath path(Leaf leaf, String name) {
        return catalog.resolve(leaf.use(), name).orElseThrow(() -> new IllegalArgumentException(name));
    }
}
