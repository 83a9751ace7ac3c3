package dev.tidemark.frontend.quarantine;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Replay;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One cause: a sample with what is wrong in it, its repair, and what became of its events. */
@Route("quarantine/:cause([0-9a-f]{16})")
@PageTitle("Quarantine · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
@StyleSheet(Assets.QUARANTINE_STYLE)
public class CauseView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What goes on by itself. */
    private record Standing(Cause cause, List<Replay> replays) {}

    private final transient Live<Standing> live;
    private final transient Live<List<HeldEvent>> eventsLive;
    private final boolean mayRepair;

    private final H1 title = new H1("…");
    private final Div about = new Div();
    private final Div problem = new Div();
    private final Div sample = new Div();
    private final Facts facts = new Facts();
    private final RepairCard repair;
    private final ReplayTable replays;
    private final EventList events;
    private String cause = "";
    private transient Optional<Cause.Counts> shown = Optional.empty();

    public CauseView(QuarantineDesk desk, Viewer viewer) {
        Asker asker = viewer.asker();
        mayRepair = viewer.mayBuild();
        addClassName("tm-page");
        live = new Live<>(this, () -> new Standing(desk.cause(cause), desk.replays(cause)), this::show, this::fail);
        eventsLive = new Live<>(this, () -> desk.events(cause, asker), this::show, this::fail);
        repair = new RepairCard(desk, asker, live::refresh);
        replays = new ReplayTable(
                mayRepair
                        ? Optional.of(id -> {
                            desk.cancel(id, asker);
                            live.refresh();
                        })
                        : Optional.empty());
        events = new EventList(desk, asker, live::refresh);
        about.addClassName("tm-sub");
        Div titles = new Div(title, about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        add(head, problem, columns());
        Beat.every(LOOK, this, live::refresh);
    }

    private Div columns() {
        Div main = new Div();
        main.addClassName("tm-stack");
        if (mayRepair) {
            Card one = new Card("The newest, with what is wrong in it");
            one.add(sample);
            main.add(one, repair);
        }
        Card sent = new Card("Sent back");
        sent.add(replays);
        main.add(sent);
        if (mayRepair) {
            Card list = new Card("Events").with(Text.small("the newest, each to be opened"));
            list.add(events);
            main.add(list);
        }
        Card counted = new Card("How they stand");
        counted.padded(facts);
        Div side = new Div(counted);
        if (!mayRepair) {
            side.add(Text.muted("Builders see the events themselves, and repair them."));
        }
        side.addClassName("tm-stack");
        Div columns = new Div(main, side);
        columns.addClassNames("tm-cols", "proposal");
        return columns;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        cause = event.getRouteParameters().get("cause").orElse("");
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Quarantine", "quarantine"), Crumb.here(cause));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void show(Standing standing) {
        Cause now = standing.cause();
        problem.removeAll();
        replays.show(standing.replays());
        if (shown.isEmpty()) {
            title.setText(now.eventType().orElse("Events without a type"));
            about.removeAll();
            about.add(Wrong.with(now));
            repair.open(now);
        }
        if (!shown.equals(Optional.of(now.counts()))) {
            shown = Optional.of(now.counts());
            facts(now);
            if (mayRepair) {
                eventsLive.refresh();
            }
        }
    }

    private void facts(Cause now) {
        facts.clear();
        facts.put("Waiting", Quantities.count(now.counts().held()));
        facts.put("Leaving", Quantities.count(now.counts().leaving()));
        facts.put("Released", Quantities.count(now.counts().released()));
        facts.put("Discarded", Quantities.count(now.counts().discarded()));
        facts.put("Reason", Text.mono(now.reason()));
        facts.put("Family", now.family());
        facts.put("Sources", String.join(", ", now.sources()));
        facts.put("First came", new When(now.firstAt(), When.Form.AGO));
        facts.put("Last came", new When(now.lastAt(), When.Form.AGO));
    }

    private void show(List<HeldEvent> found) {
        events.show(found);
        sample.removeAll();
        found.stream()
                .filter(event -> event.state() == HeldEvent.State.HELD)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .ifPresent(event ->
                        sample.add(new MarkedJson("Event " + event.eventId(), event.original(), event.faults())));
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
