package dev.tidemark.frontend.home;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.pipelines.Pipelines;
import dev.tidemark.frontend.pipelines.Standing;
import dev.tidemark.frontend.pipelines.StreamingJob;
import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is running now: the streaming jobs, and how each transform's last run ended. */
final class RunningCard extends Div {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private record Seen(List<StreamingJob> jobs, List<TransformStatus> transforms) {}

    private final Div rows = new Div();
    private final transient Live<Seen> live;

    RunningCard(Pipelines pipelines) {
        Card card = new Card("What is running").with(new Anchor("pipelines", "All about pipelines"));
        rows.addClassName("tm-rows");
        rows.add(new Empty("Looking…", "Asking Flink and the run history."));
        card.add(rows);
        add(card);
        live = new Live<>(this, () -> new Seen(pipelines.jobs(), pipelines.transforms()), this::show, thrown -> {
            rows.removeAll();
            rows.add(ProblemNote.of(thrown));
        });
        Beat.every(LOOK, this, live::refresh);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void show(Seen seen) {
        rows.removeAll();
        if (seen.jobs().isEmpty() && seen.transforms().isEmpty()) {
            rows.add(new Empty("Nothing runs yet", "Jobs start when the engines agree with the definitions."));
        }
        seen.jobs()
                .forEach(job -> rows.add(row(
                        Standing.of(job.status().state()),
                        job.status().name(),
                        "job",
                        new Span(Text.muted("checkpoint "), When.of(job.status().lastCheckpoint(), When.Form.AGO)))));
        seen.transforms().forEach(transform -> {
            Optional<TransformRun> last = transform.last();
            rows.add(row(
                    last.map(run -> Standing.of(run.outcome())).orElseGet(Standing::never),
                    transform.definition().name(),
                    "transform",
                    new Span(Text.muted("ran "), When.of(last.map(TransformRun::endedAt), When.Form.AGO))));
        });
    }

    private static Div row(Standing standing, String name, String kind, Span when) {
        Span mark = new Span(standing.show(new Mark()));
        Div row = new Div(mark, new Div(Text.name(name), new Span(" "), Text.small(kind)), when);
        row.addClassNames("tm-row", "running");
        return row;
    }
}
