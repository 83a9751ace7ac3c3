package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How one transform stands, and below it what the run did that somebody asked for here. */
final class TransformRow extends Div {

    private static final long serialVersionUID = 1L;

    private final Mark state = new Mark();
    private final Span ran = new Span();
    private final Span took = new Span();
    private final Span rows = new Span();
    private final Span next = new Span();
    private final Div trouble = new Div();

    TransformRow(TransformStatus transform, Optional<RunButton> button) {
        TransformDefinition definition = transform.definition();
        setId("transform-" + definition.name());
        getElement().setAttribute("role", "rowgroup");
        Anchor table = new Anchor("freshness#model." + definition.name(), "model." + definition.name());
        table.addClassName("tm-name");
        table.getElement().setAttribute("title", definition.description());
        Span about = Text.small(definition.materialization().word() + " · " + transform.workspace() + " · "
                + definition.owner() + " · reads " + String.join(", ", definition.inputs()));
        about.addClassName("tm-cut");
        about.getElement().setAttribute("title", "Reads " + String.join(", ", definition.inputs()));
        Span action = new Span();
        action.addClassName("tm-right");
        trouble.addClassNames("tm-small", "tm-bad");
        add(Line.of(
                "transform",
                new Span(state),
                new Div(new Div(table), about, trouble),
                ran,
                Line.right(took),
                Line.right(rows),
                Line.two(next, Text.small("every " + Durations.words(definition.every()))),
                action));
        button.ifPresent(run -> {
            action.add(run);
            add(run.result());
        });
    }

    TransformRow show(TransformStatus transform) {
        Optional<TransformRun> last = transform.last();
        last.map(run -> Standing.of(run.outcome())).orElseGet(Standing::never).show(state);
        ran.removeAll();
        ran.add(When.of(last.map(TransformRun::startedAt), When.Form.AGO));
        took.setText(last.map(TransformRow::took).orElse("—"));
        rows.setText(last.map(run -> Quantities.count(run.rows())).orElse("—"));
        next.removeAll();
        next.add(
                transform.next().equals(Instant.EPOCH)
                        ? new Span("soon")
                        : new When(transform.next(), When.Form.UNTIL));
        trouble.setText(last.filter(run -> !run.outcome().good())
                .map(TransformRun::detail)
                .orElse(""));
        return this;
    }

    static String took(TransformRun run) {
        return Durations.words(Duration.between(run.startedAt(), run.endedAt()));
    }
}
