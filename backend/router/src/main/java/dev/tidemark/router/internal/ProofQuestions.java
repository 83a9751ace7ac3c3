package dev.tidemark.router.internal;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Rollups;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What a rollup is asked to be proven: each simple metric that it has sums for, by everything that its rows are apart by. */
final class ProofQuestions {

    private ProofQuestions() {}

    /** One question for each metric, over all buckets that have ended by {@code now}. */
    static List<MetricQuery> of(MetricCatalog catalog, Rollups.Known known, Instant now) {
        Rollup rollup = known.rollup();
        List<String> summed =
                rollup.sums().stream().map(Rollup.Sum::measure).distinct().toList();
        String entity = known.model().primaryEntity().orElse(known.model().name());
        String[] groups = Stream.concat(
                        Stream.of(MetricCatalog.METRIC_TIME + "__"
                                + rollup.grain().word()),
                        rollup.dimensions().stream().map(dimension -> entity + "__" + dimension))
                .toArray(String[]::new);
        return catalog.metrics().stream()
                .filter(metric -> metric.definition() instanceof MetricDefinition.Simple simple
                        && summed.contains(simple.measure()))
                .map(metric -> MetricQuery.of(catalog.workspace(), metric.name().value())
                        .withGroupBy(groups)
                        .withTimeZone(rollup.zone().getId())
                        .withTimeRange(null, lastEnd(rollup, now)))
                .toList();
    }

    /** The bucket that is filling now is left out: what comes in meanwhile is no difference. */
    private static Instant lastEnd(Rollup rollup, Instant now) {
        ZoneId zone = rollup.zone();
        return rollup.grain().floor(now.atZone(zone), DayOfWeek.MONDAY).toInstant();
    }
}
