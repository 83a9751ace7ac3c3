package dev.tidemark.frontend.schemas;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.traffic.Drift;
import java.util.List;

/** Where the traffic of a type is not as it was, or not as it is defined. */
final class DriftCard extends Section {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 50;

    private final Div table = Line.table("Drift");

    DriftCard() {
        Anchor quarantine = new Anchor("quarantine", "Quarantine");
        Card card = new Card("Drift").with(Text.small("the last ten minutes against two days"), quarantine);
        card.add(table);
        add(card);
    }

    void show(List<Drift> drifts) {
        table.removeAll();
        if (drifts.isEmpty()) {
            table.add(
                    new Empty("Nothing drifts.", "Fields, values and their spread are as they were, and as defined."));
            return;
        }
        table.add(Line.head(
                "tm-drifts",
                new Span("State"),
                new Span("Field"),
                new Span("What"),
                new Span("Since"),
                new Span("Last seen")));
        drifts.stream().limit(MOST).forEach(drift -> table.add(line(drift)));
    }

    private static Component line(Drift drift) {
        Mark mark = drift.closedAt().isPresent()
                ? new Mark().show(Mark.Tone.IDLE, "gone", "The traffic has been without it for a while")
                : new Mark().show(Mark.Tone.WARN, drift.kind().words(), "It is seen in the traffic now");
        return Line.of(
                "tm-drifts",
                mark,
                Text.mono(drift.field()),
                Line.two(Text.plain(drift.detail()), Text.small(String.join(", ", drift.sources()))),
                new When(drift.firstAt(), When.Form.AGO),
                new When(drift.lastAt(), When.Form.AGO));
    }

    void fail(Throwable thrown) {
        table.removeAll();
        table.add(ProblemNote.of(thrown));
    }
}
