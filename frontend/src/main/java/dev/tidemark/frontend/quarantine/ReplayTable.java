package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.quarantine.Replay;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** What was sent back, and how far it is. */
final class ReplayTable extends Div {

    private static final long serialVersionUID = 1L;

    private final Div table = Line.table("Replays");
    private final transient Optional<LongConsumer> cancel;

    /**
     * @param cancel stops a replay; empty for who may not
     */
    ReplayTable(Optional<LongConsumer> cancel) {
        this.cancel = cancel;
        add(table);
    }

    void show(List<Replay> replays) {
        table.removeAll();
        if (replays.isEmpty()) {
            table.add(new Empty("Nothing has been sent back yet.", "Try a repair, then send the events back."));
            return;
        }
        table.add(Line.head(
                "tm-replays",
                new Span("State"),
                new Span("Progress"),
                Line.right(new Span("Released")),
                Line.right(new Span("Still wrong")),
                new Span("By"),
                new Span("Began")));
        replays.forEach(replay -> table.add(line(replay)));
    }

    private Component line(Replay replay) {
        return Line.of(
                "tm-replays",
                mark(replay),
                progress(replay),
                Line.right(new Span(Quantities.count(replay.released()))),
                Line.right(new Span(Quantities.count(replay.refused()))),
                Line.two(new Span(replay.askedBy()), Text.small(replay.reason())),
                new When(replay.startedAt(), When.Form.AGO));
    }

    private static Mark mark(Replay replay) {
        return switch (replay.state()) {
            case RUNNING ->
                replay.trouble().isEmpty()
                        ? new Mark().show(Mark.Tone.IDLE, "running", "Events are being sent")
                        : new Mark().show(Mark.Tone.WARN, "waiting", replay.trouble());
            case DONE ->
                replay.refused() == 0
                        ? new Mark().show(Mark.Tone.GOOD, "done", "All of them are in their topics")
                        : new Mark().show(Mark.Tone.WARN, "done", "Some still do not fit, and are held again");
            case CANCELLED -> new Mark().show(Mark.Tone.IDLE, "cancelled", "What had not left is held again");
        };
    }

    private Component progress(Replay replay) {
        if (replay.state() != Replay.State.RUNNING) {
            return Text.muted(Quantities.count(replay.total()) + " events");
        }
        long done = replay.released() + replay.refused();
        ProgressBar bar = new ProgressBar(0, Math.max(1, replay.total()), done);
        bar.getElement().setAttribute("aria-label", done + " of " + replay.total() + " events");
        Div cell = new Div(bar, Text.small(Quantities.count(done) + " of " + Quantities.count(replay.total())));
        if (!replay.trouble().isEmpty()) {
            cell.add(Text.small(replay.trouble()));
        }
        cancel.ifPresent(stop -> {
            Button button = new Button("Stop", click -> stop.accept(replay.id()));
            button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
            cell.add(button);
        });
        cell.addClassName("tm-progress");
        return cell;
    }
}
