package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
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
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Step;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;

/** One incident: what the check says, what happened, who was told, and what to do. */
@Route("incidents/:id([0-9]{1,15})")
@PageTitle("Incident · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
@StyleSheet(Assets.INCIDENTS_STYLE)
public class IncidentView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private record Story(Incident incident, List<Step> trail, List<Delivery> told) {}

    private final transient Live<Story> live;
    private final H1 title = new H1("…");
    private final Div about = new Div();
    private final Div problem = new Div();
    private final EvidenceCard evidence = new EvidenceCard();
    private final StoryCard story;
    private final ToldCard told = new ToldCard();
    private final Facts facts = new Facts();
    private final DeedsCard deeds;
    private long id;

    public IncidentView(IncidentDesk desk, Viewer viewer) {
        Asker asker = viewer.asker();
        boolean mayAct = viewer.mayBuild();
        addClassName("tm-page");
        live = new Live<>(
                this, () -> new Story(desk.incident(id), desk.trail(id), desk.told(id)), this::show, this::fail);
        deeds = new DeedsCard(desk, asker, live::refresh);
        story = new StoryCard(mayAct, words -> {
            desk.comment(id, words, asker);
            live.refresh();
        });
        about.addClassName("tm-sub");
        Div titles = new Div(title, about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        Div main = new Div(evidence, story, told);
        main.addClassName("tm-stack");
        Card standing = new Card("How it stands");
        standing.padded(facts);
        Div side = new Div(standing, mayAct ? deeds : Text.muted("Builders acknowledge, assign and resolve it."));
        side.addClassName("tm-stack");
        Div columns = new Div(main, side);
        columns.addClassNames("tm-cols", "proposal");
        add(head, problem, columns);
        Beat.every(LOOK, this, live::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().get("id").map(Long::parseLong).orElse(0L);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Incidents", "incidents"), Crumb.here("#" + id));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void show(Story now) {
        Incident incident = now.incident();
        problem.removeAll();
        title.setText(incident.subject().name());
        about.removeAll();
        about.add(Text.plain(incident.summary()), mend(incident));
        evidence.show(incident);
        story.show(now.trail());
        told.show(now.told());
        deeds.show(incident);
        facts(incident);
    }

    private static Div affected(Incident incident) {
        Div list = new Div();
        list.addClassName("tm-evidence");
        incident.affects().forEach(name -> list.add(Text.plain(name)));
        return list;
    }

    private static Anchor mend(Incident incident) {
        return new Anchor(incident.link(), "Where to mend it");
    }

    private void facts(Incident incident) {
        Incident.Times times = incident.times();
        facts.clear();
        facts.put("State", Standing.state(incident));
        facts.put("Severity", Standing.severity(incident));
        facts.put("Check", incident.check().title());
        facts.put("Subject", incident.subject().kind().title());
        facts.put("Owner", incident.owner());
        if (!incident.affects().isEmpty()) {
            facts.put("Late for it", affected(incident));
        }
        facts.put("On it", incident.assignee().orElse("nobody"));
        facts.put("Began", new When(times.began(), When.Form.FULL));
        facts.put("Detected", new When(times.detected(), When.Form.FULL));
        facts.put("Known", When.of(times.noticed(), When.Form.FULL));
        facts.put("Last seen", new When(times.lastSeen(), When.Form.AGO));
        times.resolved().ifPresent(at -> facts.put("Resolved", new When(at, When.Form.FULL)));
        facts.put("Time to detect", Durations.words(times.toDetect()));
        times.toNotice().ifPresent(took -> facts.put("Time to notice", Durations.words(took)));
        times.toRepair().ifPresent(took -> facts.put("Time to repair", Durations.words(took)));
        facts.put("Seen", Quantities.count(incident.sightings()) + (incident.sightings() == 1 ? " time" : " times"));
        incident.previous()
                .ifPresent(before -> facts.put("The one before", new Anchor("incidents/" + before, "#" + before)));
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
