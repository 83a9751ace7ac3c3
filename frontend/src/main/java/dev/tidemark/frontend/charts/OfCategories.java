package dev.tidemark.frontend.charts;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A metric of an answer as one bar per group, in the order of the rows. */
final class OfCategories {

    private static final int BARS = 20;
    private static final int BAR_HEIGHT = 27;
    private static final int FRAME = 22;
    private static final int LEGEND = 26;

    private OfCategories() {}

    static Drawing draw(Shown shown, Measured metric) {
        List<List<@Nullable Object>> all = shown.rows();
        List<List<@Nullable Object>> rows = all.subList(0, Math.min(BARS, all.size()));
        int value = shown.column(metric.name());
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        model.put("kind", "category").put("grain", "").put("unit", Figures.unit(metric.unit()));
        model.put("decimals", Figures.decimals(sample(rows, value), metric.unit()));
        ArrayNode categories = model.putArray("categories");
        for (List<@Nullable Object> row : rows) {
            categories.add(shown.group(row));
        }
        ArrayNode series = model.putArray("series");
        values(series.addObject().put("name", metric.label()).put("before", false), rows, value, metric);
        int before = shown.column(metric.before());
        Optional<String> earlier = shown.earlier().filter(words -> before >= 0);
        earlier.ifPresent(
                words -> values(series.addObject().put("name", words).put("before", true), rows, before, metric));
        String rest = all.size() > rows.size() ? "the first " + rows.size() + " of " + all.size() + " groups" : "";
        int height = FRAME + rows.size() * BAR_HEIGHT + (earlier.isPresent() ? LEGEND : 0);
        return new Drawing(
                model,
                metric.label(),
                metric.label() + " of " + rows.size() + " groups. The numbers are in the table.",
                height,
                rest);
    }

    private static void values(ObjectNode node, List<List<@Nullable Object>> rows, int place, Measured metric) {
        ArrayNode numbers = node.putArray("values");
        rows.forEach(row -> {
            Double drawn = Figures.drawn(row.get(place), metric.unit());
            if (drawn == null) {
                numbers.addNull();
            } else {
                numbers.add(drawn);
            }
        });
    }

    private static Optional<BigDecimal> sample(List<List<@Nullable Object>> rows, int place) {
        return rows.stream()
                .flatMap(row -> Figures.number(row.get(place)).stream())
                .max(Comparator.comparingInt(value -> value.stripTrailingZeros().scale()));
    }
}
