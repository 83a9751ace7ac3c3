package dev.tidemark.router.internal;

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
 * @param now the one instant that every decision about it is made at
 */
record Question(
        MetricQuery query, MetricCatalog catalog, List<Output> outputs, List<Filter> where, ZoneId zone, Instant now) {

    Question {
        outputs = List.copyOf(outputs);
        where = List.copyOf(where);
    }

    /** A metric with its formula. */
    record Output(Metric metric, Formula formula) {}

    List<Leaf> leaves() {
        return outputs.stream()
                .flatMap(output -> output.formula().leaves())
                .distinct()
                .toList();
    }
}
