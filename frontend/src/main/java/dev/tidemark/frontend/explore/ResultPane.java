package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.catalog.ChartKind;
import dev.tidemark.frontend.charts.AnswerChart;
import dev.tidemark.frontend.charts.AnswerTable;
import dev.tidemark.frontend.charts.BigNumbers;
import dev.tidemark.frontend.charts.Shown;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import java.time.Instant;

/** The answer: a drawing that fits, and the numbers as a table. */
final class ResultPane extends Div {

    private static final long serialVersionUID = 1L;

    private final Div running = new Div();
    private final Div body = new Div();
    private final BigNumbers numbers = new BigNumbers();
    private final AnswerChart chart = new AnswerChart();
    private final AnswerTable table = new AnswerTable();

    /**
     * @param cancel what the button beside a long run does
     */
    ResultPane(Runnable cancel) {
        addClassName("tm-stack");
        running.addClassName("tm-running");
        running.getElement().setAttribute("role", "status");
        NativeButton stop = new NativeButton("Cancel", click -> cancel.run());
        stop.addClassName("tm-quiet");
        stop.getElement().setAttribute("type", "button");
        Span ticking = new Span();
        ticking.setId("asking-since");
        Span spinner = new Span();
        spinner.addClassName("tm-spinner");
        spinner.getElement().setAttribute("aria-hidden", "true");
        running.add(spinner, Text.plain("Asking the stores…"), ticking, stop);
        running.setVisible(false);
        body.addClassName("tm-stack");
        add(running, body);
    }

    /** A question is on its way; what was answered before stays in sight, paler. */
    void asking() {
        running.setVisible(true);
        running.getChildren()
                .filter(part -> part.getId().filter("asking-since"::equals).isPresent())
                .map(Span.class::cast)
                .forEach(ticking -> {
                    ticking.removeAll();
                    ticking.add(new When(Instant.now(), When.Form.AGE));
                });
        body.addClassName("tm-stale");
    }

    private void settled() {
        running.setVisible(false);
        body.removeClassName("tm-stale");
    }

    void cancelled() {
        settled();
        if (body.getComponentCount() == 0) {
            body.add(new Empty("Cancelled", "Nothing was answered. Narrow the question, or run it again."));
        }
    }

    void nothing(Component instead) {
        settled();
        body.removeAll();
        body.add(instead);
    }

    void fail(Throwable thrown) {
        settled();
        body.removeAll();
        body.add(ProblemNote.of(thrown));
    }

    /**
     * @param title of the question, in words
     * @param tools what else can be done with it
     */
    void show(Shown shown, String title, Component... tools) {
        settled();
        body.removeAll();
        int rows = shown.rows().size();
        if (rows == 0) {
            body.add(card(
                    title,
                    new Empty(
                            "No rows for this question",
                            "Nothing happened in this time that fits the filters. Widen the range, or drop a filter."),
                    tools));
            return;
        }
        if (shown.keys() == 0) {
            numbers.show(shown);
            Card card = card(title, numbers, tools);
            body.add(card);
            return;
        }
        chart.show(shown, ChartKind.AUTO);
        table.show(shown);
        Card numbersCard = new Card("Table").with(Text.small(rows == 1 ? "1 row" : Quantities.count(rows) + " rows"));
        numbersCard.add(table);
        body.add(card(title, chart, tools), numbersCard);
    }

    private static Card card(String title, Component content, Component... tools) {
        Card card = new Card(title).with(tools);
        card.add(content);
        return card;
    }
}
