package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.CustomWindow;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.Window;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one metric: in the legacy YAML and in compiled manifests its parts stand under {@code type_params}, in the newer YAML beside its name. */
final class MetricReader {

    private static final Set<String> METRIC = Set.of(
            "name", "label", "description", "type", "type_params", "filter", "config", "meta", "time_granularity");
    private static final Set<String> OURS =
            Set.of("owner", "status", "unit", "direction", "synonyms", "time_zone", "week_start", "version");
    private static final List<String> TYPES = List.of("simple", "ratio", "derived", "cumulative", "conversion");

    private final Faults faults;
    private final Words words;
    private final List<String> lines;

    MetricReader(Words words, Faults faults, String text) {
        this.faults = faults;
        this.words = words;
        this.lines = text.lines().toList();
    }

    Metric read(YamlMap map) {
        if (map.has("type_params")) {
            map.noteSlips(METRIC);
        }
        String name = map.required("name");
        Optional<YamlMap> ours = map.map("config", "meta", "tidemark");
        ours.ifPresent(found -> found.noteSlips(OURS));
        return new Metric(
                new MetricName(name),
                map.text("label").orElse(name),
                map.text("description").map(String::strip).orElse(""),
                definition(map, name),
                words.filters(map, "filter"),
                ours.flatMap(found -> found.text("owner")),
                ours.map(found -> words.choice(found, "status", Metric.Status.class, Metric.Status.APPROVED))
                        .orElse(Metric.Status.APPROVED),
                ours.flatMap(found -> found.text("unit")),
                ours.map(found -> words.choice(found, "direction", Metric.Direction.class, Metric.Direction.NEUTRAL))
                        .orElse(Metric.Direction.NEUTRAL),
                ours.map(found -> found.texts("synonyms").stream()
                                .map(YamlMap.Text::value)
                                .toList())
                        .orElse(List.of()),
                ours.flatMap(found -> found.scalar("time_zone")).flatMap(zone -> zone(zone.value(), zone.place())),
                ours.filter(found -> found.has("week_start"))
                        .map(found -> words.choice(found, "week_start", DayOfWeek.class, DayOfWeek.MONDAY)),
                words.grain(map, "time_granularity"),
                ours.flatMap(found -> found.text("version")).orElse("1.0.0"),
                source(map),
                map.place());
    }

    /** The metric that a measure with {@code create_metric} makes. */
    Metric ofMeasure(YamlMap measure) {
        String name = measure.required("name");
        return new Metric(
                new MetricName(name),
                measure.text("label").orElse(name),
                measure.text("description").map(String::strip).orElse(""),
                new MetricDefinition.Simple(name, List.of(), Optional.empty(), false),
                List.of(),
                Optional.empty(),
                Metric.Status.APPROVED,
                Optional.empty(),
                Metric.Direction.NEUTRAL,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "1.0.0",
                source(measure),
                measure.place());
    }

    private String source(YamlMap map) {
        int from = Math.max(0, map.place().line() - 1);
        int to = Math.min(lines.size(), Math.max(from, map.lastLine()));
        return String.join("\n", lines.subList(from, to)).stripTrailing();
    }

    private MetricDefinition definition(YamlMap map, String name) {
        String type = map.text("type").orElse("simple").toLowerCase(Locale.ROOT);
        YamlMap params = map.map("type_params").orElse(map);
        return switch (type) {
            case "simple" -> simple(params, name);
            case "ratio" -> new MetricDefinition.Ratio(input(params, "numerator"), input(params, "denominator"));
            case "derived" -> derived(params);
            case "cumulative" -> cumulative(params);
            case "conversion" -> conversion(params.map("conversion_type_params").orElse(params));
            default -> {
                faults.add(
                        map.placeOf("type"),
                        "The metric type “" + type + "” is not known. " + Nearest.advice(type, TYPES));
                yield new MetricDefinition.Simple("", List.of(), Optional.empty(), false);
            }
        };
    }

    /** In the newer YAML a simple metric is its own measure. */
    private MetricDefinition.Simple simple(YamlMap params, String name) {
        if (!params.has("measure")
                && (params.has("agg") || params.map("metric_aggregation_params").isPresent())) {
            return new MetricDefinition.Simple(
                    name, List.of(), words.whole(params, "fill_nulls_with"), words.isTrue(params, "join_to_timespine"));
        }
        return measure(params, "measure");
    }

    private MetricDefinition.Simple measure(YamlMap params, String key) {
        if (!params.isMap(key)) {
            return new MetricDefinition.Simple(
                    params.required(key),
                    List.of(),
                    words.whole(params, "fill_nulls_with"),
                    words.isTrue(params, "join_to_timespine"));
        }
        YamlMap measure = params.map(key).orElse(params);
        return new MetricDefinition.Simple(
                measure.required("name"),
                words.filters(measure, "filter"),
                words.whole(measure, "fill_nulls_with"),
                words.isTrue(measure, "join_to_timespine"));
    }

    private MetricDefinition derived(YamlMap params) {
        String list = params.has("input_metrics") && !params.has("metrics") ? "input_metrics" : "metrics";
        List<MetricDefinition.Input> inputs =
                params.mapsOrNames(list).stream().map(this::input).toList();
        Set<String> aliases = inputs.stream().map(MetricDefinition.Input::alias).collect(Collectors.toSet());
        SqlExpression expression = params.scalar("expr")
                .flatMap(text -> words.expression(text.value(), aliases, text.place()))
                .orElseGet(() -> {
                    params.required("expr");
                    return SqlExpression.parse("0");
                });
        return new MetricDefinition.Derived(expression, inputs);
    }

    private MetricDefinition cumulative(YamlMap params) {
        YamlMap own = params.map("cumulative_type_params").orElse(params);
        Optional<Window> window = words.window(own, "window").or(() -> words.window(params, "window"));
        Optional<Grain> toDate = words.grain(own, "grain_to_date").or(() -> words.grain(params, "grain_to_date"));
        if (window.isPresent() && toDate.isPresent()) {
            faults.add(params.place(), "A cumulative metric has a window or a grain_to_date, not both. Remove one.");
        }
        return new MetricDefinition.Cumulative(
                source(params, own, "measure", "input_metric"),
                window,
                toDate,
                words.choice(own, "period_agg", MetricDefinition.Cumulative.Period.class, FIRST));
    }

    /** The measure, or the simple metric that stands for one. */
    private MetricDefinition.Simple source(YamlMap params, YamlMap own, String measure, String metric) {
        for (YamlMap map : List.of(params, own)) {
            if (map.has(measure) && (map.isMap(measure) || map.text(measure).isPresent())) {
                return measure(map, measure);
            }
        }
        MetricDefinition.Input input = input(own, own.has("metric") && !own.has(metric) ? "metric" : metric);
        return new MetricDefinition.Simple(
                CatalogReader.METRIC + input.metric().value(), input.filters(), Optional.empty(), false);
    }

    private MetricDefinition conversion(YamlMap params) {
        List<MetricDefinition.Conversion.Constant> constants = params.maps("constant_properties").stream()
                .map(map -> new MetricDefinition.Conversion.Constant(
                        map.required("base_property"), map.required("conversion_property")))
                .toList();
        String calculation = params.text("calculation").orElse("conversion_rate");
        if (!Set.of("conversion_rate", "conversions").contains(calculation.toLowerCase(Locale.ROOT))) {
            faults.add(
                    params.placeOf("calculation"),
                    "“" + calculation + "” is no calculation. Write conversion_rate or conversions.");
        }
        return new MetricDefinition.Conversion(
                source(params, params, "base_measure", "base_metric"),
                source(params, params, "conversion_measure", "conversion_metric"),
                params.required("entity"),
                words.window(params, "window"),
                constants,
                calculation.equalsIgnoreCase("conversion_rate"));
    }

    private MetricDefinition.Input input(YamlMap params, String key) {
        if (params.isMap(key)) {
            return input(params.map(key).orElse(params));
        }
        String name = params.required(key);
        return new MetricDefinition.Input(
                new MetricName(name), name, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private MetricDefinition.Input input(YamlMap map) {
        String name = map.required("name");
        Optional<CustomWindow> custom = words.customWindow(map, "offset_window");
        return new MetricDefinition.Input(
                new MetricName(name),
                map.text("alias").orElse(name),
                words.filters(map, "filter"),
                custom.isPresent() ? Optional.empty() : words.window(map, "offset_window"),
                custom,
                words.grain(map, "offset_to_grain"));
    }

    private Optional<ZoneId> zone(String text, Place place) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            faults.add(place, "“" + text + "” is no time zone. " + Nearest.advice(text, ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        }
    }

    private static final MetricDefinition.Cumulative.Period FIRST = MetricDefinition.Cumulative.Period.FIRST;
}
