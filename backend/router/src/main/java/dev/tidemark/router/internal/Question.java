package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.MetricQuery;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A question whose names are resolved.
 *
 * @param where its conditions, in parts that all hold
 * @param now the one instant that every decision about it is made at
 */
record Question(
        MetricQuery query,
        MetricCatalog catalog,
        List<Output> outputs,
        List<Filter> where,
        Clockwork clockwork,
        Instant now) {

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

    /** What a name stands for; names are checked before. */
    DimensionPath path(Leaf leaf, String name) {
        return catalog.resolve(leaf.use(), name).orElseThrow(() -> new IllegalArgumentException(name));
    }
}
