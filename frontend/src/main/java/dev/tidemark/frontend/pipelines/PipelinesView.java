package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.pipelines.flink.JobStatus;
import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.Tides;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What runs, what it did lately, and what it feeds. */
@Route("pipelines")
@PageTitle("Pipelines · Tidemark")
@PermitAll
public class PipelinesView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(4);
    private static final int RUNS = 20;

    /** Everything of the page, as of one moment. */
    private record Seen(
            List<StreamingJob> jobs,
            Optional<String> jobsPage,
            List<TransformStatus> transforms,
            List<TransformRun> runs,
            List<EventStream> streams,
            List<Freshness> tides) {}

    private final transient Pipelines pipelines;
    private final transient Tides tides;
    private final transient Asker asker;
    private final boolean mayRun;
    private final transient Live<Seen> live;

    private final Div problem = new Div();
    private final Span running = Text.small("");
    private final Anchor flink = new Anchor();
    private final Span mood = Text.small("");
    private final JobTable jobs = new JobTable();
    private final TransformTable transforms;
    private final RunTable runs = new RunTable();
    private final StreamTable streams = new StreamTable();
    private final CapturesCard databases;
    private final Div cards = new Div();
    private final Component waiting = new Empty("Looking at the pipelines…", "Asking Flink and the run history.");

    public PipelinesView(Pipelines pipelines, Captures captures, Tides tides, Viewer viewer) {
        this.pipelines = pipelines;
        this.tides = tides;
        this.asker = viewer.asker();
        this.mayRun = viewer.mayBuild();
        addClassName("tm-page");
        live = new Live<>(this, this::look, this::show, this::fail);
        transforms = new TransformTable(this::button);
        databases = new CapturesCard(captures, asker, mayRun);
        add(head(), problem, waiting, cards());
        Beat.every(LOOK, this, this::refresh);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Pipelines"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
    }

    private void refresh() {
        live.refresh();
        databases.refresh();
    }

    private static Component head() {
        Paragraph about = new Paragraph(
                "Streaming jobs carry every event into the stores; transforms make the modeled tables from them; captured databases add their changes.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Pipelines"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        return head;
    }

    private Component cards() {
        flink.setText("Flink's own page");
        flink.setTarget("_blank");
        flink.getElement().setAttribute("rel", "noopener");
        flink.setVisible(false);
        Card streaming = new Card("Streaming jobs").with(running, flink);
        streaming.add(jobs);
        Card modeling = new Card("Transforms").with(mood);
        modeling.add(transforms);
        Card history = new Card("Recent runs");
        history.add(runs);
        Card topics = new Card("Streams");
        topics.add(streams);
        cards.add(streaming, modeling, topics, databases, history);
        cards.addClassName("tm-stack");
        cards.setVisible(false);
        return cards;
    }

    private Optional<RunButton> button(String transform) {
        return mayRun
                ? Optional.of(new RunButton(transform, () -> pipelines.run(transform, asker), live::refresh))
                : Optional.empty();
    }

    private Seen look() {
        return new Seen(
                pipelines.jobs(),
                pipelines.jobsPage().map(Object::toString),
                pipelines.transforms(),
                pipelines.recentRuns(RUNS),
                pipelines.streams(),
                tides.now());
    }

    private void show(Seen seen) {
        problem.removeAll();
        waiting.setVisible(false);
        cards.setVisible(true);
        long up = seen.jobs().stream()
                .filter(job -> job.status().state() == JobStatus.State.RUNNING)
                .count();
        running.setText(seen.jobs().isEmpty() ? "" : up + " of " + seen.jobs().size() + " running");
        flink.setVisible(seen.jobsPage().isPresent());
        seen.jobsPage().ifPresent(flink::setHref);
        mood.setText(mayRun ? "" : "A builder can run one at once");
        jobs.show(seen.jobs());
        transforms.show(seen.transforms());
        runs.show(seen.runs());
        streams.show(seen.streams(), seen.tides());
    }

    private void fail(Throwable thrown) {
        waiting.setVisible(false);
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
