package dev.tidemark.frontend.charts;

import dev.tidemark.catalog.ChartKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Metrics of one unit as lines or bars over time. */
final class OverTime {

    private static final int LINES = 8;
    private static final int BARS = 400;
    private static final int HEIGHT = 290;

    private record Line(boolean before, Map<Instant, BigDecimal> values) {}

    private final Shown shown;
    private final List<Measured> metrics;
    private final TreeSet<Instant> times = new TreeSet<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /**
     * @param metrics several only when nothing but time groups the answer
     */
    OverTime(Shown shown, List<Measured> metrics) {
        this.shown = shown;
        this.metrics = metrics;
        metrics.forEach(metric -> add(metric, metric.name(), shown.grouped() ? "" : metric.label(), false));
        shown.earlier()
                .filter(words -> !shown.grouped())
                .ifPresent(words -> metrics.forEach(metric -> add(
                        metric, metric.before(), metrics.size() == 1 ? words : metric.label() + ", " + words, true)));
    }

    private void add(Measured metric, String column, String name, boolean before) {
        int place = shown.column(column);
        if (place < 0) {
            return;
        }
        for (List<@Nullable Object> row : shown.rows()) {
            Optional<Instant> at = shown.time(row);
            at.ifPresent(times::add);
            String line = name.isEmpty() ? shown.group(row) : name;
            Line values = lines.computeIfAbsent(line, key -> new Line(before, new HashMap<>()));
            Figures.number(row.get(place))
                    .ifPresent(value -> at.ifPresent(time -> values.values().merge(time, value, BigDecimal::add)));
        }
        if (lines.isEmpty() && !name.isEmpty()) {
            lines.put(metric.label(), new Line(before, Map.of()));
        }
    }

    Drawing draw(ChartKind kind) {
        Measured first = metrics.getFirst();
        Map<String, Line> largest = largest();
        boolean additive = metrics.size() == 1 && first.additive();
        boolean bars = kind == ChartKind.BAR
                || kind != ChartKind.LINE && additive && shown.earlier().isEmpty() && times.size() <= BARS;
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        model.put("kind", bars ? "bar" : "line").put("additive", additive).put("grain", shown.grain());
        model.put("unit", Figures.unit(first.unit())).put("zone", shown.zone().getId());
        model.put("decimals", Figures.decimals(sample(), first.unit()))
                .put("step", Buckets.step(shown.grain()).toMillis());
        model.put("start", shown.start().toString()).put("end", shown.end().toString());
        shown.tide().ifPresent(tide -> model.put("complete_through", tide.toString()));
        ArrayNode at = model.putArray("times");
        times.forEach(time -> at.add(time.toString()));
        ArrayNode series = model.putArray("series");
        largest.forEach((name, line) -> series(series.addObject().put("name", name), line, first.unit()));
        String rest = lines.size() > largest.size() ? largest.size() + " largest of " + lines.size() + " groups" : "";
        return new Drawing(model, title(), words(), HEIGHT, rest);
    }

    private void series(ObjectNode node, Line line, Optional<String> unit) {
        node.put("before", line.before());
        ArrayNode numbers = node.putArray("values");
        for (Instant time : times) {
            Double drawn = Figures.drawn(line.values().get(time), unit);
            if (drawn == null) {
                numbers.addNull();
            } else {
                numbers.add(drawn);
            }
        }
    }

    private Map<String, Line> largest() {
        if (!shown.grouped() || lines.size() <= LINES) {
            return lines;
        }
        Map<String, Line> largest = new LinkedHashMap<>();
        lines.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Line> line) -> sum(line.getValue()))
                        .reversed())
                .limit(LINES)
                .forEach(line -> largest.put(line.getKey(), line.getValue()));
        return largest;
    }

    private static BigDecimal sum(Line line) {
        return line.values().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A value to take the decimals from: one with a fraction if there is any. */
    private Optional<BigDecimal> sample() {
        return lines.values().stream()
                .flatMap(line -> line.values().values().stream())
                .max(Comparator.comparingInt(value -> value.stripTrailingZeros().scale()));
    }

    private String title() {
        return String.join(", ", metrics.stream().map(Measured::label).toList()) + " by " + shown.grain();
    }

    private String words() {
        return title() + ", " + times.size() + " points in " + lines.size() + (lines.size() == 1 ? " line" : " lines")
                + ". The numbers are in the table.";
    }
}
