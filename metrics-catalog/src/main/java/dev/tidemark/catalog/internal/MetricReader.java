package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.Place;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one metric of the legacy YAML. */
final class MetricReader {

    private static final Set<String> METRIC = Set.of(
            "name", "label", "description", "type", "type_params", "filter", "config", "meta", "time_granularity");
    private static final Set<String> OURS =
            Set.of("owner", "status", "unit", "direction", "synonyms", "time_zone", "version");
    private static final List<String> LATER = List.of("cumulative", "conversion");

    private final Faults faults;
    private final List<String> lines;

    MetricReader(Faults faults, String text) {
        this.faults = faults;
        this.lines = text.lines().toList();
    }

    Metric read(YamlMap map) {
        map.noteSlips(METRIC);
        String name = map.required("name");
        Optional<YamlMap> ours = map.map("config", "meta", "tidemark");
        ours.ifPresent(found -> found.noteSlips(OURS));
        return new Metric(
                new MetricName(name),
                map.text("label").orElse(name),
                map.text("description").map(String::strip).orElse(""),
                definition(map, name),
                filters(map),
                ours.flatMap(found -> found.text("owner")),
                ours.map(found -> choice(found, "status", Metric.Status.class, Metric.Status.APPROVED))
                        .orElse(Metric.Status.APPROVED),
                ours.flatMap(found -> found.text("unit")),
                ours.map(found -> choice(found, "direction", Metric.Direction.class, Metric.Direction.NEUTRAL))
                        .orElse(Metric.Direction.NEUTRAL),
                ours.map(found -> found.texts("synonyms").stream()
                                .map(YamlMap.Text::value)
                                .toList())
                        .orElse(List.of()),
                ours.flatMap(found -> found.scalar("time_zone")).flatMap(zone -> zone(zone.value(), zone.place())),
                ours.flatMap(found -> found.text("version")).orElse("1.0.0"),
                source(map),
                map.place());
    }

    private String source(YamlMap map) {
        int from = Math.max(0, map.place().line() - 1);
        int to = Math.min(lines.size(), Math.max(from, map.lastLine()));
        return String.join("\n", lines.subList(from, to)).stripTrailing();
    }

    private MetricDefinition definition(YamlMap map, String name) {
        String type = map.text("type").orElse("simple");
        Optional<YamlMap> params = map.map("type_params");
        if (params.isEmpty()) {
            faults.add(map.place(), "The metric " + name + " has no type_params; add the measure or metrics it uses.");
            return stub();
        }
        return switch (type) {
            case "simple" -> simple(params.get());
            case "ratio" ->
                new MetricDefinition.Ratio(input(params.get(), "numerator"), input(params.get(), "denominator"));
            case "derived" -> derived(params.get());
            default -> {
                List<String> known = List.of("simple", "ratio", "derived");
                String advice = LATER.contains(type) ? "It cannot be computed yet." : Nearest.advice(type, known);
                faults.add(map.placeOf("type"), "The metric type “" + type + "” is not known. " + advice);
                yield stub();
            }
        };
    }

    private static MetricDefinition stub() {
        return new MetricDefinition.Simple("", List.of(), Optional.empty(), false);
    }

    private MetricDefinition simple(YamlMap params) {
        if (!params.isMap("measure")) {
            return new MetricDefinition.Simple(params.required("measure"), List.of(), Optional.empty(), false);
        }
        YamlMap measure = params.map("measure").orElse(params);
        return new MetricDefinition.Simple(
                measure.required("name"),
                filters(measure),
                measure.scalar("fill_nulls_with").flatMap(value -> number(value.value(), value.place())),
                measure.text("join_to_timespine").filter("true"::equals).isPresent());
    }

    private MetricDefinition derived(YamlMap params) {
        List<MetricDefinition.Input> inputs = new ArrayList<>();
        for (YamlMap map : params.maps("metrics")) {
            for (String later : List.of("offset_window", "offset_to_grain")) {
                if (map.has(later)) {
                    faults.add(map.placeOf(later), "“" + later + "” cannot be computed yet. Remove it.");
                }
            }
            inputs.add(input(map));
        }
        SqlExpression expression = params.scalar("expr")
                .flatMap(text -> expression(text.value(), text.place()))
                .orElseGet(() -> {
                    params.required("expr");
                    return SqlExpression.parse("0");
                });
        return new MetricDefinition.Derived(expression, inputs);
    }

    private MetricDefinition.Input input(YamlMap params, String key) {
        if (params.isMap(key)) {
            return input(params.map(key).orElse(params));
        }
        String name = params.required(key);
        return new MetricDefinition.Input(new MetricName(name), name, List.of());
    }

    private MetricDefinition.Input input(YamlMap map) {
        String name = map.required("name");
        return new MetricDefinition.Input(
                new MetricName(name), map.text("alias").orElse(name), filters(map));
    }

    private List<Filter> filters(YamlMap map) {
        List<Filter> filters = new ArrayList<>();
        for (YamlMap.Text text : map.texts("filter")) {
            try {
                filters.add(Filter.parse(text.value().strip()));
            } catch (ProblemException e) {
                faults.add(text.place(), "The filter cannot be used", e);
            }
        }
        return filters;
    }

    private Optional<SqlExpression> expression(String text, Place place) {
        try {
            return Optional.of(SqlExpression.parse(text));
        } catch (ProblemException e) {
            faults.add(place, "The expression “" + text + "” cannot be used", e);
            return Optional.empty();
        }
    }

    private Optional<Long> number(String text, Place place) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            faults.add(place, "“" + text + "” is no whole number. Write for example 0.");
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(String text, Place place) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            faults.add(place, "“" + text + "” is no time zone. " + Nearest.advice(text, ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        }
    }

    private <T extends Enum<T>> T choice(YamlMap map, String key, Class<T> type, T otherwise) {
        Optional<String> word = map.text(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        List<T> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(word.get()))
                .findFirst()
                .orElseGet(() -> {
                    List<String> known = all.stream()
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .toList();
                    faults.add(
                            map.placeOf(key),
                            "“" + word.get() + "” is no " + key + ". " + Nearest.advice(word.get(), known));
                    return otherwise;
                });
    }
}
