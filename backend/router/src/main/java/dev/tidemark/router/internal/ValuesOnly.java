package dev.tidemark.router.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.router.internal.Question.Content;
import dev.tidemark.router.policy.PolicyProblem;
import dev.tidemark.router.policy.Ruling;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that asks for values of dimensions and for no metric. Dimensions of several models are those of all their rows, matched or not;
 * {@code metric_time} is the moments of a time spine, each with every row.
 */
final class ValuesOnly {

    private final MetricCatalog catalog;
    private final Ruling ruling;
    private final MetricQuery asked;
    private final List<Filter> where;

    /** What is asked of some rows: the names to group by, and the conditions. */
    private record Side(List<String> groupBy, List<Filter> where) {
        boolean isAsked() {
            return !groupBy.isEmpty() || !where.isEmpty();
        }

        List<String> names() {
            return Stream.concat(
                            groupBy.stream(), where.stream().flatMap(filter -> filter.condition().names().stream()))
                    .distinct()
                    .toList();
        }
    }

    /** A part of the question over one kind of rows. */
    record Rows(MetricQuery query, List<Filter> where, Content.Values values) {
        Rows {
            where = List.copyOf(where);
        }
    }

    ValuesOnly(MetricCatalog catalog, Ruling ruling, MetricQuery asked, List<Filter> where) {
        this.catalog = catalog;
        this.ruling = ruling;
        this.asked = asked;
        this.where = where;
    }

    /**
     * @throws ProblemException {@link RoutingProblem#NO_METRIC_ASKED} when there is no time spine and no model that leads to all names
     */
    List<Rows> parts() {
        Side times = side(true);
        Side rows = side(false);
        if (where.size() > times.where().size() + rows.where().size()) {
            throw impossible("a condition is about both metric_time and another dimension");
        }
        if (!asked.timeRange().equals(TimeSpan.ALL) && !times.isAsked()) {
            throw impossible("a time range needs metric_time in group_by");
        }
        if (asked.compare() != null) {
            throw impossible("there is nothing to compare");
        }
        List<Rows> parts = new ArrayList<>();
        if (rows.isAsked()) {
            parts.add(rowsOf(rows));
        }
        if (times.isAsked()) {
            parts.add(moments(times));
        }
        return List.copyOf(parts);
    }

    private static ProblemException impossible(String why) {
        return new ProblemException(RoutingProblem.NO_METRIC_ASKED, "Without a metric " + why + ".")
                .withFault("/metrics", "empty");
    }

    private Side side(boolean times) {
        return new Side(
                asked.groupBy().stream().filter(name -> isTime(name) == times).toList(),
                where.stream()
                        .filter(filter -> filter.condition().names().stream().allMatch(name -> isTime(name) == times))
                        .toList());
    }

    private static boolean isTime(String name) {
        return name.equals(MetricCatalog.METRIC_TIME) || name.startsWith(MetricCatalog.METRIC_TIME + "__");
    }

    private Rows rowsOf(Side side) {
        List<String> names = side.names().stream()
                .flatMap(name -> Filter.metricReference(name)
                        .map(reference -> reference.groupBy().stream().map(ValuesOnly::entity))
                        .orElseGet(() -> Stream.of(name)))
                .distinct()
                .toList();
        MeasureUse use = catalog.rowsWith(names)
                .orElseThrow(() -> impossible("no semantic model leads to all of " + String.join(", ", names)));
        for (String name : names) {
            catalog.resolve(use, name).stream()
                    .flatMap(path -> path.joins().stream())
                    .forEach(this::checkOpen);
        }
        return rows(side, use, TimeSpan.ALL);
    }

    private static String entity(String name) {
        return name.substring(name.lastIndexOf("__") + 1).replaceFirst("^_", "");
    }

    /** Rows of a joined model are answered as they are, so no policy may hold some of them back. */
    private void checkOpen(Join join) {
        if (!ruling.rows(join.to()).isEmpty()) {
            throw new ProblemException(PolicyProblem.METRIC_NOT_OPEN, join.to().name());
        }
    }

    private Rows moments(Side side) {
        MeasureUse any = catalog.timeSpines().stream()
                .map(TimeSpine::grain)
                .min(Grain::compareTo)
                .flatMap(catalog::moments)
                .orElseThrow(() -> impossible("there is no time spine to tell metric_time from"));
        Grain finest = side.names().stream()
                .flatMap(name -> catalog.resolve(any, name).stream())
                .flatMap(path -> path.bucket().stream())
                .min(Grain::compareTo)
                .orElse(Grain.DAY);
        MeasureUse use = catalog.moments(finest)
                .orElseThrow(() -> new ProblemException(
                        CatalogProblem.UNTOLD_TIME,
                        String.join(", ", side.groupBy()),
                        "needs a time spine by the " + finest.word() + " or finer."));
        return rows(side, use, asked.timeRange());
    }

    private Rows rows(Side side, MeasureUse use, TimeSpan range) {
        for (String name : side.names()) {
            Optional<DimensionPath> path = catalog.resolve(use, name);
            if (path.isEmpty() && Filter.metricReference(name).isEmpty()) {
                throw impossible(name + " stands for nothing");
            }
        }
        MetricQuery query = asked.withGroupBy(side.groupBy().toArray(String[]::new))
                .withOrderBy()
                .withTimeRange(range.start(), range.end());
        return new Rows(
                query,
                side.where(),
                new Content.Values(counted(use), catalog.keyed(use).map(this::counted)));
    }

    private Series counted(MeasureUse use) {
        Leaf leaf = new Leaf(use, ruling.rows(use.model()), Optional.empty());
        return new Series(leaf, List.of(), Turn.Shifted.NOT, Optional.empty(), false, List.of(), List.of());
    }
}
