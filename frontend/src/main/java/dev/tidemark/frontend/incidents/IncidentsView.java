package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.parts.Segments;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.IncidentQuery;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is wrong, the most urgent first, and who is on it. */
@Route("incidents")
@PageTitle("Incidents · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
@StyleSheet(Assets.INCIDENTS_STYLE)
public class IncidentsView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Comparator<Incident> URGENT_FIRST = Comparator.comparing(Incident::state)
            .thenComparing(Incident::severity, Comparator.reverseOrder())
            .thenComparing(Incident::id, Comparator.reverseOrder());

    private enum Shown {
        UNRESOLVED("Unresolved", IncidentQuery.UNRESOLVED),
        ALL("All", EnumSet.allOf(Incident.State.class));

        private final String title;
        private final Set<Incident.State> states;

        Shown(String title, Set<Incident.State> states) {
            this.title = title;
            this.states = states;
        }
    }

    private final transient Live<List<Incident>> live;
    private final transient Segments<Shown> shown;
    private final TextField search =
            Search.field("Search subject, words, check, team or person", "Search incidents", this::show);
    private final Div problem = new Div();
    private final Div table = Line.table("Incidents");
    private final Span count = Text.small("");
    private transient List<Incident> all = List.of();
    private volatile Shown wanted = Shown.UNRESOLVED;

    public IncidentsView(IncidentDesk desk, Viewer viewer) {
        addClassName("tm-page");
        live = new Live<>(this, () -> desk.list(IncidentQuery.in(wanted.states)), this::take, this::fail);
        shown = new Segments<>("Which incidents", List.of(Shown.values()), wanted, choice -> choice.title, choice -> {
            wanted = choice;
            live.refresh();
        });
        Card card = new Card("Incidents").with(count, shown);
        card.add(table);
        add(head(viewer.administers()), problem, search, card);
        Beat.every(LOOK, this, live::refresh);
    }

    private static Component head(boolean administers) {
        Paragraph about = new Paragraph("What checks found wrong. They are resolved when their check passes again.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Incidents"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        if (administers) {
            Anchor told = new Anchor("notices", "Who is told");
            told.addClassName("tm-button");
            head.add(told);
        }
        head.addClassName("tm-head");
        return head;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Incidents"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void take(List<Incident> incidents) {
        problem.removeAll();
        all = incidents;
        show();
    }

    private void show() {
        String words = search.getValue().strip().toLowerCase(Locale.ROOT);
        List<Incident> found = all.stream()
                .filter(incident -> text(incident).contains(words))
                .sorted(URGENT_FIRST)
                .toList();
        long open = all.stream().filter(incident -> !incident.resolved()).count();
        count.setText(open == 0 ? "" : open + " unresolved");
        table.removeAll();
        if (found.isEmpty()) {
            table.add(
                    words.isEmpty()
                            ? new Empty(
                                    "Nothing is wrong.",
                                    "Late datasets, drifting traffic, rollups that disagree and events in quarantine would be here.")
                            : new Empty("No incident matches.", "Try a shorter word, or look at all."));
            return;
        }
        table.add(Line.head(
                "tm-incidents",
                new Span("Severity"),
                new Span("What is wrong"),
                new Span("Check"),
                new Span("Owner"),
                new Span("State"),
                new Span("Since")));
        found.forEach(incident -> table.add(line(incident)));
    }

    private static String text(Incident incident) {
        return (incident.subject() + " " + incident.summary() + " "
                        + incident.check().title() + " " + incident.owner() + " "
                        + incident.assignee().orElse("") + " " + incident.severity() + " #" + incident.id() + " "
                        + String.join(" ", incident.affects()))
                .toLowerCase(Locale.ROOT);
    }

    private static Component line(Incident incident) {
        Anchor what = new Anchor(incident.page(), incident.subject().name());
        what.addClassName("tm-name");
        return Line.of(
                "tm-incidents",
                Standing.severity(incident),
                Line.two(what, Text.small(incident.summary())),
                Text.plain(incident.check().title()),
                Line.two(
                        new Span(incident.owner()),
                        Text.small(
                                incident.assignee().map(who -> "on it: " + who).orElse("nobody is on it"))),
                Standing.state(incident),
                new When(incident.times().began(), When.Form.AGO));
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
