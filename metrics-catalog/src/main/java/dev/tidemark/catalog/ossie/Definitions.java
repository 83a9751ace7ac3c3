package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Bridge;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.sql.Grain;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A catalog as one file of definitions that reads as the same catalog. */
final class Definitions {

    private Definitions() {}

    static Map<String, Object> of(MetricCatalog catalog) {
        return map(
                "semantic_models",
                catalog.models().stream().map(Definitions::model).toList(),
                "metrics",
                catalog.metrics().stream().map(Definitions::metric).toList(),
                "saved_queries",
                catalog.savedQueries().stream().map(Definitions::query).toList(),
                "project_configuration",
                map(
                        "time_spines",
                        catalog.timeSpines().stream().map(Definitions::spine).toList()),
                "tidemark",
                map("store", catalog.store()));
    }

    private static Map<String, Object> model(SemanticModel model) {
        return map(
                "name",
                model.name(),
                "description",
                model.description(),
                "node_relation",
                model.relation().map(Definitions::relation),
                "primary_entity",
                model.primaryEntity(),
                "defaults",
                map("agg_time_dimension", model.timeDimension()),
                "entities",
                model.entities().stream()
                        .map(entity -> map(
                                "name", entity.name(),
                                "type", word(entity.type()),
                                "expr", entity.expression().text()))
                        .toList(),
                "dimensions",
                model.dimensions().stream().map(Definitions::dimension).toList(),
                "measures",
                model.measures().stream().map(Definitions::measure).toList(),
                "config",
                ours(map(
                        "timeless",
                        model.measures().stream()
                                        .anyMatch(measure ->
                                                measure.timeDimension().isEmpty())
                                ? "true"
                                : "",
                        "bindings",
                        model.bindings().stream().map(Definitions::binding).toList(),
                        "bridge",
                        model.bridges().stream().map(Definitions::bridge).toList())));
    }

    private static Map<String, Object> bridge(Bridge bridge) {
        return map(
                "from",
                bridge.from(),
                "to",
                bridge.to(),
                "rule",
                bridge.rule().word(),
                "weight",
                bridge.rule() instanceof Bridge.Rule.Allocation allocation
                        ? allocation.weight().text()
                        : "");
    }

    static Map<String, Object> relation(String relation) {
        int dot = relation.indexOf('.');
        return dot < 0
                ? map("alias", relation)
                : map("schema_name", relation.substring(0, dot), "alias", relation.substring(dot + 1));
    }

    static Map<String, Object> ours(Map<String, Object> tidemark) {
        return tidemark.isEmpty() ? Map.of() : map("meta", map("tidemark", tidemark));
    }

    private static Map<String, Object> dimension(Dimension dimension) {
        return map(
                "name",
                dimension.name(),
                "type",
                dimension.isTime() ? "time" : "categorical",
                "description",
                dimension.description(),
                "expr",
                dimension.expression().text(),
                "is_partition",
                dimension.partition() ? "true" : "",
                "type_params",
                map(
                        "time_granularity",
                        dimension.grain().map(Grain::word),
                        "validity_params",
                        dimension
                                .validity()
                                .map(mark -> map(mark == Dimension.Validity.START ? "is_start" : "is_end", "true"))));
    }

    private static Map<String, Object> measure(Measure measure) {
        return map(
                "name",
                measure.name(),
                "description",
                measure.description(),
                "agg",
                measure.aggregation().word(),
                "expr",
                measure.expression().text(),
                "agg_time_dimension",
                measure.timeDimension(),
                "agg_params",
                measure.percentile()
                        .map(percentile -> map(
                                "percentile",
                                percentile.fraction().toPlainString(),
                                "use_discrete_percentile",
                                String.valueOf(percentile.discrete()))),
                "non_additive_dimension",
                measure.nonAdditive()
                        .map(edge -> map(
                                "name",
                                edge.dimension(),
                                "window_choice",
                                edge.last() ? "max" : "min",
                                "window_groupings",
                                edge.groupings())));
    }

    private static Map<String, Object> binding(Binding binding) {
        Map<String, Object> document = map(
                "id", binding.id(),
                "store", binding.store(),
                "table", binding.table(),
                "time_column", binding.timeColumn(),
                "where", binding.where().map(where -> where.text()),
                "columns", new TreeMap<>(binding.columns()),
                "keeps", binding.keeps().map(Object::toString));
        binding.rollup().ifPresent(rollup -> document.putAll(rollup(rollup)));
        return document;
    }

    private static Map<String, Object> rollup(Rollup rollup) {
        return map(
                "role",
                "rollup",
                "grain",
                rollup.grain().word(),
                "time_zone",
                rollup.zone().getId(),
                "dimensions",
                rollup.dimensions(),
                "sums",
                rollup.sums().stream()
                        .map(sum -> map(
                                "measure", sum.measure(),
                                "where", where(sum.filters()),
                                "column", sum.column().text(),
                                "rows", sum.rows().text()))
                        .toList());
    }

    private static String where(List<Filter> filters) {
        return filters.size() == 1
                ? filters.getFirst().text()
                : filters.stream()
                        .map(filter ->
                                "(" + filter.condition().withNames(Map.of()).text() + ")")
                        .collect(Collectors.joining(" AND "));
    }

    static Map<String, Object> metric(Metric metric) {
        return map(
                "name",
                metric.name().value(),
                "label",
                metric.label(),
                "description",
                metric.description(),
                "type",
                metric.definition().type(),
                "type_params",
                params(metric.definition()),
                "filter",
                texts(metric.filters()),
                "time_granularity",
                metric.defaultGrain().map(Grain::word),
                "config",
                ours(map(
                        "owner", metric.owner(),
                        "status", word(metric.status()),
                        "unit", metric.unit(),
                        "direction", word(metric.direction()),
                        "synonyms", metric.synonyms(),
                        "time_zone", metric.timeZone().map(Object::toString),
                        "week_start", metric.weekStart().map(Definitions::word),
                        "version", declared(metric.version()))));
    }

    /** Without the fingerprint. */
    private static String declared(String version) {
        int plus = version.lastIndexOf('+');
        return plus < 0 ? version : version.substring(0, plus);
    }

    private static Map<String, Object> params(MetricDefinition definition) {
        return switch (definition) {
            case MetricDefinition.Simple simple -> map("measure", simple(simple));
            case MetricDefinition.Ratio ratio ->
                map("numerator", input(ratio.numerator()), "denominator", input(ratio.denominator()));
            case MetricDefinition.Derived derived ->
                map(
                        "expr",
                        derived.expression().text(),
                        "metrics",
                        derived.inputs().stream().map(Definitions::input).toList());
            case MetricDefinition.Cumulative cumulative ->
                map(
                        "measure",
                        simple(cumulative.of()),
                        "cumulative_type_params",
                        map(
                                "window", cumulative.window().map(Object::toString),
                                "grain_to_date", cumulative.grainToDate().map(Grain::word),
                                "period_agg", word(cumulative.period())));
            case MetricDefinition.Conversion conversion ->
                map(
                        "conversion_type_params",
                        map(
                                "base_measure",
                                simple(conversion.base()),
                                "conversion_measure",
                                simple(conversion.converted()),
                                "entity",
                                conversion.entity(),
                                "window",
                                conversion.window().map(Object::toString),
                                "calculation",
                                conversion.rate() ? "conversion_rate" : "conversions",
                                "constant_properties",
                                conversion.constants().stream()
                                        .map(constant -> map(
                                                "base_property", constant.base(),
                                                "conversion_property", constant.converted()))
                                        .toList()));
        };
    }

    private static Map<String, Object> simple(MetricDefinition.Simple simple) {
        return map(
                "name",
                simple.measure(),
                "filter",
                texts(simple.filters()),
                "fill_nulls_with",
                simple.fillNullsWith(),
                "join_to_timespine",
                simple.joinToTimeSpine() ? "true" : "");
    }

    private static Map<String, Object> input(MetricDefinition.Input input) {
        return map(
                "name",
                input.metric().value(),
                "alias",
                input.alias(),
                "filter",
                texts(input.filters()),
                "offset_window",
                input.offsetWindow()
                        .map(Object::toString)
                        .or(() -> input.customOffset().map(custom -> custom.count() + " " + custom.grain())),
                "offset_to_grain",
                input.offsetToGrain().map(Grain::word));
    }

    private static Map<String, Object> query(SavedQuery query) {
        return map(
                "name",
                query.name(),
                "label",
                query.label(),
                "description",
                query.description(),
                "config",
                ours(map("time_range", query.timeRange().map(TimeRange::word), "compare", query.compare())),
                "query_params",
                map(
                        "metrics", query.metrics(),
                        "group_by", query.groupBy(),
                        "where", query.where(),
                        "order_by", query.orderBy(),
                        "limit", query.limit()));
    }

    private static Map<String, Object> spine(TimeSpine spine) {
        return map(
                "node_relation",
                relation(spine.relation()),
                "primary_column",
                map("name", spine.column(), "time_granularity", spine.grain().word()),
                "custom_granularities",
                new TreeMap<>(spine.customGrains())
                        .entrySet().stream()
                                .map(entry -> map("name", entry.getKey(), "column_name", entry.getValue()))
                                .toList());
    }

    private static List<String> texts(List<Filter> filters) {
        return filters.stream().map(Filter::text).toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
