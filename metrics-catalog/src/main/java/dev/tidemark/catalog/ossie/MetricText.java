package dev.tidemark.catalog.ossie;

import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The expression that gives the same number as a metric.
 *
 * @param reason why there is none
 */
record MetricText(Optional<Formula> expression, String reason) {

    /** Text that is written as it is. */
    record Formula(String text) {}

    static MetricText of(MetricCatalog catalog, Metric metric) {
        try {
            return new MetricText(Optional.of(new Formula(text(catalog, metric, List.of()))), "");
        } catch (Unsayable e) {
            return new MetricText(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static final class Unsayable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsayable(String reason) {
            super(reason);
        }
    }

    /**
     * @param outer the filters of the metrics that build on it
     */
    private static String text(MetricCatalog catalog, Metric metric, List<Filter> outer) {
        List<Filter> filters = new ArrayList<>(outer);
        filters.addAll(metric.filters());
        return switch (metric.definition()) {
            case MetricDefinition.Simple simple -> simple(catalog, simple, filters);
            case MetricDefinition.Ratio ratio ->
                input(catalog, ratio.numerator(), filters) + " / NULLIF(" + input(catalog, ratio.denominator(), filters)
                        + ", 0)";
            case MetricDefinition.Derived derived -> derived(catalog, derived, filters);
            case MetricDefinition.Cumulative cumulative ->
                throw new Unsayable("it accumulates over time, which an expression cannot say");
            case MetricDefinition.Conversion conversion ->
                throw new Unsayable("it counts conversions, which an expression cannot say");
        };
    }

    private static String derived(MetricCatalog catalog, MetricDefinition.Derived derived, List<Filter> filters) {
        Map<String, String> parts = new LinkedHashMap<>();
        Map<String, SqlExpression> marks = new LinkedHashMap<>();
        for (MetricDefinition.Input input : derived.inputs()) {
            String mark = "tidemark_part_" + parts.size() + "_";
            parts.put(mark, "(" + input(catalog, input, filters) + ")");
            marks.put(input.alias(), SqlExpression.name(mark));
        }
        String text = derived.expression().withNames(marks).text();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            text = text.replace('"' + part.getKey() + '"', part.getValue());
        }
        return text;
    }

    private static String input(MetricCatalog catalog, MetricDefinition.Input input, List<Filter> filters) {
        if (input.offsetWindow().isPresent()
                || input.customOffset().isPresent()
                || input.offsetToGrain().isPresent()) {
            throw new Unsayable("it takes " + input.metric() + " at another time, which an expression cannot say");
        }
        List<Filter> all = new ArrayList<>(filters);
        all.addAll(input.filters());
        Metric metric = catalog.metric(input.metric());
        String text = text(catalog, metric, all);
        return metric.definition() instanceof MetricDefinition.Simple ? text : "(" + text + ")";
    }

    private static String simple(MetricCatalog catalog, MetricDefinition.Simple simple, List<Filter> outer) {
        MeasureUse use = catalog.measure(simple.measure());
        Measure measure = use.measure();
        if (measure.nonAdditive().isPresent()) {
            throw new Unsayable("it does not add up over time, which an expression cannot say");
        }
        List<Filter> filters = new ArrayList<>(outer);
        filters.addAll(simple.filters());
        String model = use.model().name();
        String value = Columns.with(measure.expression(), model).text();
        String rows =
                filters.isEmpty() ? value : "CASE WHEN " + condition(use.model(), filters) + " THEN " + value + " END";
        String aggregate = switch (measure.aggregation()) {
            case SUM -> "SUM(" + rows + ")";
            case COUNT -> "COUNT(" + rows + ")";
            case COUNT_DISTINCT -> "COUNT(DISTINCT " + rows + ")";
            case MIN -> "MIN(" + rows + ")";
            case MAX -> "MAX(" + rows + ")";
            case AVERAGE -> "AVG(" + rows + ")";
            case SUM_BOOLEAN -> "SUM(CASE WHEN " + rows + " THEN 1 ELSE 0 END)";
            case MEDIAN -> throw new Unsayable("ANSI_SQL has no median that every reader knows");
            case PERCENTILE ->
                throw new Unsayable("the format's expressions have no percentile that every reader knows");
        };
        return simple.fillNullsWith()
                .map(fill -> "COALESCE(" + aggregate + ", " + fill + ")")
                .orElse(aggregate);
    }

    private static String condition(SemanticModel model, List<Filter> filters) {
        List<String> all = new ArrayList<>();
        for (Filter filter : filters) {
            Map<String, SqlExpression> names = new LinkedHashMap<>();
            for (String name : filter.condition().names()) {
                names.put(name, Columns.with(dimension(model, name), model.name()));
            }
            all.add("(" + filter.condition().withNames(names).text() + ")");
        }
        return String.join(" AND ", all);
    }

    /** What a name of a filter stands for, when that is a categorical dimension of the same rows. */
    private static SqlExpression dimension(SemanticModel model, String name) {
        int cut = name.lastIndexOf("__");
        String entity = cut < 0 ? "" : name.substring(0, cut);
        boolean own = cut < 0 || model.primaryEntity().filter(entity::equals).isPresent();
        return Optional.of(name.substring(cut < 0 ? 0 : cut + 2))
                .filter(dimension -> own)
                .flatMap(model::dimension)
                .filter(dimension -> !dimension.isTime())
                .map(Dimension::expression)
                .orElseThrow(
                        () -> new Unsayable("its filter is over " + name + ", which is no column of " + model.name()));
    }
}
