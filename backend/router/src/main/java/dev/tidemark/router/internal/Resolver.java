package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Notice;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.router.internal.Question.Content;
import dev.tidemark.router.policy.Masks;
import dev.tidemark.router.policy.Ruling;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The first step: names become definitions, or a problem says which name is wrong. */
final class Resolver {

    private final MetricCatalog catalog;
    private final Ruling ruling;

    Resolver(MetricCatalog catalog, Ruling ruling) {
        this.catalog = catalog;
        this.ruling = ruling;
    }

    Question resolve(MetricQuery asked, Instant now) {
        if (asked.metrics().isEmpty() && asked.groupBy().isEmpty()) {
            throw new ProblemException(RoutingProblem.NO_METRIC_ASKED, "“metrics” is empty.")
                    .withFault("/metrics", "empty");
        }
        checkValues(asked);
        if (asked.timeRange().isEmpty()) {
            throw new ProblemException(
                            RoutingProblem.BAD_TIME_RANGE,
                            asked.timeRange().start(),
                            asked.timeRange().end())
                    .withFault("/time_range", "starts at or after its end");
        }
        if (asked.limit() != null && asked.limit() < 1) {
            throw new ProblemException(RoutingProblem.BAD_LIMIT, asked.limit()).withFault("/limit", "not positive");
        }
        List<Metric> metrics =
                asked.metrics().stream().distinct().map(catalog::metric).toList();
        Clockwork clockwork = new Clockwork(zone(asked, metrics), weekStart(asked, metrics));
        Conventions conventions = new Conventions(catalog, metrics, clockwork);
        MetricQuery query = conventions.of(asked);
        List<Filter> where = asked.where().stream()
                .flatMap(text -> Filter.parse(text).parts().stream())
                .map(conventions::of)
                .toList();
        List<Notice> notices = new ArrayList<>(Conventions.notices(asked, query));
        if (asked.savedQuery() != null) {
            notices.add(
                    Notice.of("saved-query", "This was asked as the saved query " + named(asked.savedQuery()) + "."));
        }
        checkOrder(query, metrics);
        if (metrics.isEmpty()) {
            List<Question> parts = new ValuesOnly(catalog, ruling, query, where)
                    .parts().stream()
                            .map(part -> question(part.query(), part.values(), part.where(), clockwork, now, notices))
                            .toList();
            return combined(query, parts);
        }
        List<Question.Output> outputs = new ArrayList<>();
        for (Metric metric : metrics) {
            Formulas formulas = new Formulas(catalog, ruling);
            Formula current = formulas.of(metric, List.of());
            outputs.add(new Question.Output(metric.name().value(), metric, current));
            Comparison.offsets(query, clockwork)
                    .ifPresent(offsets ->
                            outputs.addAll(Comparison.outputs(metric, current, formulas.of(metric, offsets))));
        }
        return question(query, new Content.Metrics(outputs), where, clockwork, now, notices);
    }

    /** For example {@code “Sales by country” (sales_by_country)}. */
    private String named(String savedQuery) {
        String label = catalog.savedQuery(savedQuery).label();
        return label.equals(savedQuery) ? savedQuery : "“" + label + "” (" + savedQuery + ")";
    }

    private static void checkValues(MetricQuery asked) {
        if (asked.values() != MetricQuery.Values.DISTINCT && !asked.metrics().isEmpty()) {
            throw valuesWith(asked, "metrics have no part in", "/metrics");
        }
        if (asked.values() == MetricQuery.Values.MIN_MAX
                && (asked.limit() != null || !asked.orderBy().isEmpty())) {
            throw valuesWith(asked, "is one row", asked.limit() == null ? "/order_by" : "/limit");
        }
    }

    private static ProblemException valuesWith(MetricQuery asked, String why, String pointer) {
        String word = asked.values().name().toLowerCase(Locale.ROOT);
        return new ProblemException(RoutingProblem.VALUES_WITH_METRICS, word, why)
                .withFault(pointer, "not with values: " + word);
    }

    private Question question(
            MetricQuery query,
            Content content,
            List<Filter> where,
            Clockwork clockwork,
            Instant now,
            List<Notice> notices) {
        Question question = new Question(query, catalog, content, where, clockwork, now, ruling, Masks.NONE, notices);
        checkNames(question);
        new Passages(question).check();
        Masks masks = masks(question);
        Question seen =
                new Question(masks.reduced(query), catalog, content, where, clockwork, now, ruling, masks, notices);
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(new Passages(seen).notices());
        return new Question(seen.query(), catalog, content, where, clockwork, now, ruling, masks, all);
    }

    private static Question combined(MetricQuery query, List<Question> parts) {
        Question first = parts.getFirst();
        Masks masks = Masks.together(
                query.groupBy(), parts.stream().map(Question::masks).toList());
        return new Question(
                masks.reduced(query),
                first.catalog(),
                new Content.Combined(parts),
                List.of(),
                first.clockwork(),
                first.now(),
                first.ruling(),
                masks,
                first.notices());
    }

    private static void checkOrder(MetricQuery query, List<Metric> metrics) {
        List<String> columns = new ArrayList<>(query.groupBy());
        for (Metric metric : metrics) {
            columns.add(metric.name().value());
            if (query.compare() != null) {
                Comparison.COLUMNS.forEach(suffix -> columns.add(metric.name() + suffix));
            }
        }
        for (String order : query.orderBy()) {
            if (!columns.contains(order.startsWith("-") ? order.substring(1) : order)) {
                throw new ProblemException(RoutingProblem.UNKNOWN_ORDER, order, String.join(", ", columns))
                        .withFault("/order_by", order);
            }
        }
    }

    private static DayOfWeek weekStart(MetricQuery query, List<Metric> metrics) {
        if (query.weekStart() != null) {
            return query.weekStart();
        }
        return metrics.stream()
                .flatMap(metric -> metric.weekStart().stream())
                .findFirst()
                .orElse(DayOfWeek.MONDAY);
    }

    private static ZoneId zone(MetricQuery query, List<Metric> metrics) {
        if (query.timeZone() != null) {
            try {
                return ZoneId.of(query.timeZone());
            } catch (DateTimeException e) {
                throw new ProblemException(RoutingProblem.BAD_TIME_ZONE, query.timeZone())
                        .withFault("/time_zone", "unknown")
                        .because(e);
            }
        }
        return metrics.stream()
                .flatMap(metric -> metric.timeZone().stream())
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }

    /** Every name must mean something for every measure, whatever store answers. */
    private void checkNames(Question question) {
        for (Question.Output output : question.outputs()) {
            output.formula().all().map(Series::leaf).distinct().forEach(leaf -> {
                checkTime(question.query(), output.metric(), leaf);
                question.query().groupBy().forEach(name -> catalog.dimension(output.metric(), leaf.use(), name));
                question.where().stream()
                        .flatMap(filter -> filter.condition().names().stream())
                        .flatMap(name -> dimensionNames(leaf, name))
                        .forEach(name -> catalog.dimension(output.metric(), leaf.use(), name));
            });
        }
    }

    private static void checkTime(MetricQuery query, Metric metric, Leaf leaf) {
        boolean ranged = !query.timeRange().equals(TimeSpan.ALL);
        if (leaf.use().measure().timeDimension().isEmpty() && (ranged || query.compare() != null)) {
            throw new ProblemException(
                            RoutingProblem.NO_TIME,
                            metric.name(),
                            leaf.use().model().name(),
                            ranged ? "a time range" : "a comparison with an earlier time")
                    .withFault(ranged ? "/time_range" : "/compare", "needs time");
        }
    }

    /** What policies hide is refused; what they mask is remembered. The strictest policy about what a name stands for wins. */
    private Masks masks(Question question) {
        Map<String, Treatment> treatments = new HashMap<>();
        for (Series series : question.series()) {
            question.query()
                    .groupBy()
                    .forEach(name -> ruling.grouped(question.path(series.leaf(), name))
                            .ifPresent(treatment -> treatments.merge(name, treatment, Masks::stricter)));
            question.where().stream()
                    .flatMap(filter -> filter.condition().names().stream())
                    .flatMap(name -> dimensionNames(series.leaf(), name))
                    .forEach(name -> ruling.filtered(question.path(series.leaf(), name)));
        }
        return Masks.of(question.query().groupBy(), treatments, ruling);
    }

    /** A reference to a metric is checked, and stands for what it is looked up by. */
    private Stream<String> dimensionNames(Leaf leaf, String name) {
        return Filter.metricReference(name)
                .map(reference -> {
                    catalog.metric(reference.metric());
                    return reference.groupBy().stream().map(group -> catalog.lookedUpBy(leaf.use(), group));
                })
                .orElseGet(() -> Stream.of(name));
    }
}
