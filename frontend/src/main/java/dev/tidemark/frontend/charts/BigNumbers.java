package dev.tidemark.frontend.charts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.catalog.Metric;
import dev.tidemark.frontend.parts.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only row of an answer: each metric as a number, and how it went since. */
public final class BigNumbers extends Div {

    private static final long serialVersionUID = 1L;
    private static final Optional<String> SHARE = Optional.of(Figures.SHARE);

    public BigNumbers() {
        addClassName("tm-numbers");
    }

    public void show(Shown shown) {
        removeAll();
        List<@Nullable Object> row =
                shown.rows().isEmpty() ? List.of() : shown.rows().getFirst();
        shown.metrics().forEach(metric -> add(number(shown, metric, row)));
    }

    private static Div number(Shown shown, Measured metric, List<@Nullable Object> row) {
        Span value = new Span(Figures.text(cell(shown, metric.name(), row), metric.unit()));
        value.addClassNames("tm-value", "tm-big");
        Span unit = Text.muted(Figures.unit(metric.unit()));
        Div number = new Div(Text.muted(metric.label()), new Div(value, Text.plain(" "), unit));
        number.addClassName("tm-number");
        shown.earlier().ifPresent(words -> number.add(change(shown, metric, row, words)));
        return number;
    }

    private static Div change(Shown shown, Measured metric, List<@Nullable Object> row, String words) {
        String before = Figures.text(cell(shown, metric.before(), row), metric.unit());
        Optional<BigDecimal> ratio = Figures.number(cell(shown, metric.changeRatio(), row));
        Div change = new Div();
        change.addClassName("tm-change");
        ratio.ifPresent(share -> change.add(Text.pill(
                (share.signum() > 0 ? "▲ " : share.signum() < 0 ? "▼ " : "= ") + Figures.text(share.abs(), SHARE)
                        + " %",
                tone(metric.direction(), share.signum()))));
        change.add(Text.small(words + ": " + before));
        return change;
    }

    private static String tone(Metric.Direction good, int sign) {
        int better = switch (good) {
            case UP -> sign;
            case DOWN -> -sign;
            case NEUTRAL -> 0;
        };
        return better > 0 ? "good" : better < 0 ? "bad" : "accent";
    }

    private static @Nullable Object cell(Shown shown, String column, List<@Nullable Object> row) {
        int place = shown.column(column);
        return place < 0 || place >= row.size() ? null : row.get(place);
    }
}
