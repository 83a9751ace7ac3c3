package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Notice;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What MetricFlow understands by a question where ours is taken as it stands, for workspaces with time spines: a time without a grain
 * has the default grain of its metrics, and a time range is whole buckets.
 */
final class Conventions {

    private static final String SEPARATOR = "__";

    private final MetricCatalog catalog;
    private final List<Metric> metrics;
    private final Clockwork clock;

    Conventions(MetricCatalog catalog, List<Metric> metrics, Clockwork clock) {
        this.catalog = catalog;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The same question in full. */
    MetricQuery of(MetricQuery query) {
        if (!catalog.hasTimeSpines()) {
            return query;
        }
        List<String> groups = query.groupBy().stream().map(this::inFull).toList();
        String[] orders = query.orderBy().stream()
                .map(order -> order.startsWith("-") ? "-" + inFull(order.substring(1)) : inFull(order))
                .toArray(String[]::new);
        TimeSpan range = whole(query.timeRange(), groups);
        return query.withGroupBy(groups.toArray(String[]::new))
                .withOrderBy(orders)
                .withTimeRange(range.start(), range.end());
    }

    /** A condition of the question with the grain that its own time has without one. */
    Filter of(Filter filter) {
        String time = MetricCatalog.METRIC_TIME;
        return catalog.hasTimeSpines() && filter.condition().names().contains(time)
                ? new Filter(
                        filter.text(), filter.condition().withNames(Map.of(time, SqlExpression.name(inFull(time)))))
                : filter;
    }

    /** That more is answered than was asked for. */
    static List<Notice> notices(MetricQuery asked, MetricQuery understood) {
        TimeSpan range = understood.timeRange();
        return range.equals(asked.timeRange())
                ? List.of()
                : List.of(Notice.of(
                        "whole-buckets",
                        "the time range was taken as whole buckets, from "
                                + (range.start() == null ? "the beginning" : range.start()) + " to "
                                + (range.end() == null ? "the end" : range.end())));
    }

    private String inFull(String name) {
        String last = name.substring(name.lastIndexOf(SEPARATOR) + 1).replaceFirst("^_", "");
        if (Grain.parse(last).isPresent()) {
            return name;
        }
        Optional<Grain> grain = name.equals(MetricCatalog.METRIC_TIME)
                ? Optional.of(metrics.stream()
                        .map(catalog::defaultGrain)
                        .max(Grain::compareTo)
                        .orElse(Grain.DAY))
                : path(name).filter(path -> path.time() && !path.isTold()).flatMap(DimensionPath::bucket);
        return grain.map(found -> name + SEPARATOR + found.word()).orElse(name);
    }

    private Optional<DimensionPath> path(String name) {
        return uses().findFirst().or(() -> catalog.rowsWith(List.of(name))).flatMap(use -> catalog.resolve(use, name));
    }

    private Stream<MeasureUse> uses() {
        return metrics.stream().flatMap(metric -> catalog.measuresOf(metric).stream());
    }

    private TimeSpan whole(TimeSpan range, List<String> groups) {
        Optional<Grain> grain = groups.stream()
                .filter(name -> name.startsWith(MetricCatalog.METRIC_TIME + SEPARATOR))
                .flatMap(name -> path(name).stream())
                .filter(path -> path.part().isEmpty())
                .flatMap(path -> path.bucket().stream())
                .min(Grain::compareTo)
                .or(this::finestOfAll);
        return grain.filter(found -> found.compareTo(Grain.SECOND) >= 0)
                .map(found -> new TimeSpan(begin(range.start(), found), end(range.end(), found)))
                .orElse(range);
    }

    /** The finest grain in which the times of all metrics are known. */
    private Optional<Grain> finestOfAll() {
        return uses().flatMap(use -> use.model().dimension(use.measure().timeDimension()).stream())
                .flatMap(time -> time.grain().stream())
                .max(Grain::compareTo);
    }

    private @Nullable Instant begin(@Nullable Instant start, Grain grain) {
        return start == null ? null : clock.floor(start, grain);
    }

    private @Nullable Instant end(@Nullable Instant end, Grain grain) {
        if (end == null || clock.floor(end, grain).equals(end)) {
            return end;
        }
        return clock.plus(clock.floor(end, grain), grain, 1);
    }
}
