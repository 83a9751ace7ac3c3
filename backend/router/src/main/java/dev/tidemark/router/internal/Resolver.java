package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The first step: names become definitions, or a problem says which name is wrong. */
final class Resolver {

    private final MetricCatalog catalog;
    private final Ruling ruling;

    Resolver(MetricCatalog catalog, Ruling ruling) {
        this.catalog = catalog;
        this.ruling = ruling;
    }

    Question resolve(MetricQuery query, Instant now) {
        if (query.metrics().isEmpty()) {
            throw new ProblemException(RoutingProblem.NO_METRIC_ASKED).withFault("/metrics", "empty");
        }
        if (query.timeRange().isEmpty()) {
            throw new ProblemException(
                            RoutingProblem.BAD_TIME_RANGE,
                            query.timeRange().start(),
                            query.timeRange().end())
                    .withFault("/time_range", "starts at or after its end");
        }
        if (query.limit() != null && query.limit() < 1) {
            throw new ProblemException(RoutingProblem.BAD_LIMIT, query.limit()).withFault("/limit", "not positive");
        }
        List<Metric> metrics =
                query.metrics().stream().distinct().map(catalog::metric).toList();
        List<Filter> where = query.where().stream()
                .flatMap(text -> Filter.parse(text).parts().stream())
                .toList();
        Clockwork clockwork = new Clockwork(zone(query, metrics), weekStart(query, metrics));
        List<Question.Output> outputs = new ArrayList<>();
        for (Metric metric : metrics) {
            Formulas formulas = new Formulas(catalog, ruling);
            Formula current = formulas.of(metric, List.of());
            outputs.add(new Question.Output(metric.name().value(), metric, current));
            Comparison.offsets(query, clockwork)
                    .ifPresent(offsets ->
                            outputs.addAll(Comparison.outputs(metric, current, formulas.of(metric, offsets))));
        }
        Question question = new Question(query, catalog, outputs, where, clockwork, now, ruling, Masks.NONE);
        checkNames(question);
        Masks masks = masks(question);
        return new Question(masks.reduced(query), catalog, outputs, where, clockwork, now, ruling, masks);
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
                question.query().groupBy().forEach(name -> catalog.dimension(output.metric(), leaf.use(), name));
                question.where().stream()
                        .flatMap(filter -> filter.condition().names().stream())
                        .flatMap(this::dimensionNames)
                        .forEach(name -> catalog.dimension(output.metric(), leaf.use(), name));
            });
        }
        List<String> columns = new ArrayList<>(question.query().groupBy());
        question.outputs().forEach(output -> columns.add(output.name()));
        for (String order : question.query().orderBy()) {
            Optional<String> known = columns.stream()
                    .filter(column -> column.equals(order.startsWith("-") ? order.substring(1) : order))
                    .findFirst();
            if (known.isEmpty()) {
                throw new ProblemException(RoutingProblem.UNKNOWN_ORDER, order, String.join(", ", columns))
                        .withFault("/order_by", order);
            }
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
                    .flatMap(this::dimensionNames)
                    .forEach(name -> ruling.filtered(question.path(series.leaf(), name)));
        }
        return Masks.of(question.query().groupBy(), treatments, ruling);
    }

    /** A reference to a metric is checked, and stands for what it is grouped by. */
    private Stream<String> dimensionNames(String name) {
        return Filter.metricReference(name)
                .map(reference -> {
                    catalog.metric(reference.metric());
                    return reference.groupBy().stream();
                })
                .orElseGet(() -> Stream.of(name));
    }
}
