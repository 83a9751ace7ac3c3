package dev.tidemark.frontend.metrics;

import dev.tidemark.frontend.charts.Figures;
import dev.tidemark.router.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer by time, and maybe by one dimension, as lines of a chart: the largest groups, each with a value per bucket.
 *
 * @param groups every group of the answer, also those without a line
 */
record Series(List<Instant> times, Map<String, Map<Instant, BigDecimal>> lines, int groups) {

    private static final int LINES = 8;

    /** Columns: time, then the group if there is one, then the metric. */
    static Series of(Answer answer, boolean grouped, String name) {
        Map<String, Map<Instant, BigDecimal>> all = new LinkedHashMap<>();
        TreeSet<Instant> times = new TreeSet<>();
        for (List<@Nullable Object> row : answer.rows()) {
            if (!(row.getFirst() instanceof OffsetDateTime at)) {
                continue;
            }
            times.add(at.toInstant());
            String group = grouped ? String.valueOf(row.get(1) == null ? "(none)" : row.get(1)) : name;
            Figures.number(row.getLast())
                    .ifPresent(value ->
                            all.computeIfAbsent(group, key -> new TreeMap<>()).put(at.toInstant(), value));
        }
        Map<String, Map<Instant, BigDecimal>> largest = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Map<Instant, BigDecimal>> line) ->
                                line.getValue().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .reversed())
                .limit(LINES)
                .forEach(line -> largest.put(line.getKey(), line.getValue()));
        return new Series(List.copyOf(times), largest, all.size());
    }

    ObjectNode json(Optional<String> unit) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        ArrayNode at = model.putArray("times");
        times.forEach(time -> at.add(time.toString()));
        ArrayNode series = model.putArray("series");
        lines.forEach((name, values) -> {
            ObjectNode line = series.addObject();
            line.put("name", name);
            ArrayNode numbers = line.putArray("values");
            for (Instant time : times) {
                Double drawn = Figures.drawn(values.get(time), unit);
                if (drawn == null) {
                    numbers.addNull();
                } else {
                    numbers.add(drawn);
                }
            }
        });
        return model;
    }

    /** The buckets from the newest, for the table beside the chart. */
    List<Instant> newestFirst() {
        return new ArrayList<>(times.reversed());
    }

    Optional<BigDecimal> at(String line, Instant time) {
        return Optional.ofNullable(lines.getOrDefault(line, Map.of()).get(time));
    }
}
