package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.pipelines.transforms.Cause;
import dev.tidemark.pipelines.transforms.TransformRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ran lately, and why a run failed. */
final class RunTable extends Div {

    private static final long serialVersionUID = 1L;

    private transient @Nullable List<TransformRun> shown;

    void show(List<TransformRun> runs) {
        if (runs.equals(shown)) {
            return;
        }
        shown = runs;
        removeAll();
        if (runs.isEmpty()) {
            add(new Empty("No run to show", "Transforms run by themselves, each at its own pace."));
            return;
        }
        Div table = Line.table("Recent runs");
        table.add(Line.head(
                "run",
                new Span("Outcome"),
                new Span("Transform"),
                new Span("Started"),
                Line.right(new Span("Took")),
                Line.right(new Span("Rows")),
                new Span("Why"),
                new Span("What happened")));
        runs.forEach(run -> table.add(line(run)));
        add(table);
    }

    private static Line line(TransformRun run) {
        return Line.of(
                "run",
                new Span(Standing.of(run.outcome()).show(new Mark())),
                Text.name(run.transform()),
                new Span(new When(run.startedAt(), When.Form.SMART)),
                Line.right(new Span(TransformRow.took(run))),
                Line.right(new Span(Quantities.count(run.rows()))),
                Text.muted(why(run.cause())),
                what(run));
    }

    private static String why(Cause cause) {
        return switch (cause) {
            case SCHEDULE -> "its time had come";
            case DEMAND -> "somebody asked";
            case UPSTREAM -> "another reads it";
        };
    }

    private static Component what(TransformRun run) {
        if (run.problem().isEmpty()) {
            return Text.small(
                    run.parts() == 0 ? "" : run.parts() == 1 ? "1 part written" : run.parts() + " parts written");
        }
        Anchor page =
                new Anchor("/problems/" + run.problem().get(), run.problem().get());
        page.setRouterIgnore(true);
        page.addClassName("tm-mono");
        return new Div(new Div(Text.small(run.detail())), page);
    }
}
