package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.router.Asker;
import java.util.List;

/** The newest events of a cause, what became of each, and each to be opened. */
final class EventList extends Div {

    private static final long serialVersionUID = 1L;

    private final Div table = Line.table("Events");
    private final transient QuarantineDesk desk;
    private final transient Asker asker;
    private final transient Runnable begun;

    EventList(QuarantineDesk desk, Asker asker, Runnable begun) {
        this.desk = desk;
        this.asker = asker;
        this.begun = begun;
        add(table);
    }

    void show(List<HeldEvent> events) {
        table.removeAll();
        if (events.isEmpty()) {
            table.add(new Empty("No event is kept.", "They are forgotten some time after they were decided on."));
            return;
        }
        table.add(Line.head(
                "tm-held",
                new Span("State"),
                new Span("Event"),
                new Span("Source"),
                new Span("Came"),
                new Span("Outcome")));
        events.forEach(event -> table.add(line(event)));
    }

    private Component line(HeldEvent event) {
        Div inside = new Div(new MarkedJson("Event " + event.eventId(), event.original(), faults(event)));
        if (event.state() == HeldEvent.State.HELD) {
            inside.add(new HandEdit(desk, asker, event, begun));
        }
        return Line.of(
                "tm-held",
                mark(event),
                new Fold(event.eventId(), inside),
                Line.two(
                        new Span(event.source()),
                        Text.small(event.arrivals() == 1 ? "" : "came " + event.arrivals() + " times")),
                new When(event.receivedAt(), When.Form.AGO),
                outcome(event));
    }

    /** What stands against it now: the last answer, else the first. */
    private static List<Fault> faults(HeldEvent event) {
        return event.outcome()
                .map(HeldEvent.Outcome::faults)
                .filter(faults -> !faults.isEmpty())
                .orElse(event.faults());
    }

    private static Mark mark(HeldEvent event) {
        return switch (event.state()) {
            case HELD -> new Mark().show(Mark.Tone.WARN, "waiting", "It is in no number");
            case LEAVING -> new Mark().show(Mark.Tone.IDLE, "leaving", "A replay has it");
            case RELEASED -> new Mark().show(Mark.Tone.GOOD, "released", "It is in its topic");
            case DISCARDED -> new Mark().show(Mark.Tone.IDLE, "discarded", "Somebody decided against it");
        };
    }

    private static Component outcome(HeldEvent event) {
        return event.outcome()
                .<Component>map(outcome -> outcome.address()
                        .<Component>map(Text::mono)
                        .orElseGet(() -> Line.two(
                                Text.muted(outcome.detail()),
                                Text.small(outcome.by()
                                        .map(by -> "by " + by)
                                        .orElseGet(() ->
                                                "replay " + outcome.replay().orElse(0L))))))
                .orElseGet(() -> new Span("—"));
    }
}
