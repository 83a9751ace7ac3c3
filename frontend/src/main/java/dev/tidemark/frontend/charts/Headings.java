package dev.tidemark.frontend.charts;

import dev.tidemark.router.AnswerColumn;
import java.util.Optional;

/** What the columns of an answer are called. */
final class Headings {

    private Headings() {}

    /** The unit of a column's numbers; the change as a share has none of its own. */
    static Optional<String> unit(AnswerColumn column) {
        return column.name().endsWith("__change_ratio")
                ? Optional.of(Figures.SHARE)
                : Optional.ofNullable(column.unit());
    }

    static String of(Shown shown, int place) {
        AnswerColumn column = shown.answer().columns().get(place);
        if (place < shown.keys()) {
            return place == 0 && shown.overTime() ? shown.grain() : dimension(column.name());
        }
        Optional<String> unit = unit(column);
        String name = shown.metrics().stream()
                .filter(metric ->
                        column.name().equals(metric.name()) || column.name().startsWith(metric.name() + "__"))
                .findFirst()
                .map(metric -> metric.label()
                        + suffix(column.name().substring(metric.name().length()), shown))
                .orElse(column.name());
        return unit.isEmpty() ? name : name + " (" + Figures.unit(unit) + ")";
    }

    private static String suffix(String rest, Shown shown) {
        return switch (rest) {
            case "__before" -> ", " + shown.earlier().orElse("before");
            case "__change" -> ", change";
            case "__change_ratio" -> ", change";
            default -> "";
        };
    }

    /** {@code order__country} without its path, as people say it. */
    static String dimension(String name) {
        return name.substring(name.lastIndexOf("__") < 0 ? 0 : name.lastIndexOf("__") + 2)
                .replace('_', ' ');
    }
}
