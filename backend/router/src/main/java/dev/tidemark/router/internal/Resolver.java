package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RoutingProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first step: names become definitions, or a problem says which name is wrong. */
final class Resolver {

    private final MetricCatalog catalog;

    Resolver(MetricCatalog catalog) {
        this.catalog = catalog;
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
        List<Filter> where = query.where().stream().map(Filter::parse).toList();
        List<Question.Output> outputs = metrics.stream()
                .map(metric -> new Question.Output(metric, formula(metric, List.of())))
                .toList();
        Question question = new Question(query, catalog, outputs, where, zone(query, metrics), now);
        checkNames(question);
        return question;
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

    private Formula formula(Metric metric, List<Filter> outer) {
        List<Filter> filters = new ArrayList<>(outer);
        filters.addAll(metric.filters());
        return switch (metric.definition()) {
            case MetricDefinition.Simple simple -> {
                filters.addAll(simple.filters());
                List<Filter> all = filters.stream().distinct().toList();
                yield new Formula.Of(new Leaf(catalog.measure(simple.measure()), all), simple.fillNullsWith());
            }
            case MetricDefinition.Ratio ratio ->
                new Formula.Quotient(input(ratio.numerator(), filters), input(ratio.denominator(), filters));
            case MetricDefinition.Derived derived -> {
                Map<String, Formula> inputs = new LinkedHashMap<>();
                derived.inputs().forEach(found -> inputs.put(found.alias(), input(found, filters)));
                yield new Formula.Computed(derived.expression(), inputs);
            }
        };
    }

    private Formula input(MetricDefinition.Input input, List<Filter> outer) {
        List<Filter> filters = new ArrayList<>(outer);
        filters.addAll(input.filters());
        return formula(catalog.metric(input.metric()), filters);
    }

    /** Every name must mean something for every measure, whatever store answers. */
    private void checkNames(Question question) {
        for (Question.Output output : question.outputs()) {
            output.formula().leaves().forEach(leaf -> {
                question.query().groupBy().forEach(name -> catalog.dimension(output.metric(), leaf.use(), name));
                question.where().stream()
                        .flatMap(filter -> filter.condition().names().stream())
                        .forEach(name -> catalog.dimension(output.metric(), leaf.use(), name));
            });
        }
        List<String> columns = new ArrayList<>(question.query().groupBy());
        question.outputs().forEach(output -> columns.add(output.metric().name().value()));
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
}
