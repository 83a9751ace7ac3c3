package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.charts.Figures;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** The numbers before and after, over the same rows. */
final class NumbersCard extends Section {

    private static final long serialVersionUID = 1L;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Div table = Line.table("Numbers before and after");

    NumbersCard() {
        Card card = new Card("Numbers of the last 7 days").with(Text.small("before and after, on real rows"));
        card.add(table);
        add(card);
        waiting();
    }

    void waiting() {
        table.removeAll();
        table.add(new Empty("Counting…", "Every metric that changes is asked twice."));
    }

    void show(List<NumberChange> numbers) {
        table.removeAll();
        if (numbers.isEmpty()) {
            table.add(new Empty("No number changes", "No metric means anything else than before."));
            return;
        }
        table.add(Line.head(
                "tm-numbers",
                new Span("Metric"),
                Line.right(new Span("Before")),
                Line.right(new Span("After")),
                Line.right(new Span("Change"))));
        numbers.forEach(number -> table.add(line(number)));
    }

    void fail(Throwable thrown) {
        table.removeAll();
        table.add(ProblemNote.of(thrown));
    }

    private static Line line(NumberChange number) {
        Span change = number.problem().<Span>map(Text::muted).orElseGet(() -> new Span(change(number)));
        return Line.of(
                "tm-numbers",
                Text.name(number.metric()),
                Line.right(new Span(figure(number.before(), number.unit()))),
                Line.right(new Span(figure(number.after(), number.unit()))),
                Line.right(change));
    }

    private static String figure(Optional<BigDecimal> value, Optional<String> unit) {
        return value.map(given -> Figures.text(given, unit)).orElse("—");
    }

    private static String change(NumberChange number) {
        if (number.before().isEmpty() || number.after().isEmpty()) {
            return number.before().isEmpty() ? "new" : "gone";
        }
        BigDecimal before = number.before().get();
        BigDecimal difference = number.after().get().subtract(before);
        if (difference.signum() == 0) {
            return "the same";
        }
        return before.signum() == 0
                ? "from nothing"
                : String.format(
                        java.util.Locale.ROOT,
                        "%+.2f %%",
                        difference.multiply(HUNDRED).divide(before.abs(), MathContext.DECIMAL32));
    }
}
