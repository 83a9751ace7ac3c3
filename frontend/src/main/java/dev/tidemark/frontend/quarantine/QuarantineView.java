package dev.tidemark.frontend.quarantine;

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
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.parts.Segments;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.quarantine.Cause;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Why events do not fit, and how many wait for somebody. */
@Route("quarantine")
@PageTitle("Quarantine · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
@StyleSheet(Assets.QUARANTINE_STYLE)
public class QuarantineView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(3);

    private enum Shown {
        WAITING("Waiting"),
        ALL("All");

        private final String title;

        Shown(String title) {
            this.title = title;
        }
    }

    private final transient Live<List<Cause>> live;
    private final transient Segments<Shown> shown = new Segments<>(
            "Which causes", List.of(Shown.values()), Shown.WAITING, choice -> choice.title, choice -> show());
    private final TextField search =
            Search.field("Search field, reason, event type or source", "Search causes", this::show);
    private final Div problem = new Div();
    private final Div table = Line.table("Causes");
    private final Span count = Text.small("");
    private transient List<Cause> all = List.of();

    public QuarantineView(QuarantineDesk desk) {
        addClassName("tm-page");
        live = new Live<>(this, desk::causes, this::take, this::fail);
        Card card = new Card("Causes").with(count, shown);
        card.add(table);
        add(head(), problem, search, card);
        Beat.every(LOOK, this, live::refresh);
    }

    private static Component head() {
        Paragraph about = new Paragraph(
                "Events of permissive sources that did not fit. They are in no number until they are repaired and sent back.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Quarantine"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        return head;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Quarantine"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void take(List<Cause> causes) {
        problem.removeAll();
        all = causes;
        show();
    }

    private void show() {
        String words = search.getValue().strip().toLowerCase(Locale.ROOT);
        List<Cause> found = all.stream()
                .filter(cause -> shown.chosen() == Shown.ALL
                        || cause.counts().held() + cause.counts().leaving() > 0)
                .filter(cause -> text(cause).contains(words))
                .toList();
        long held = all.stream().mapToLong(cause -> cause.counts().held()).sum();
        count.setText(held == 1 ? "1 event waits" : Quantities.count(held) + " events wait");
        table.removeAll();
        if (found.isEmpty()) {
            table.add(
                    words.isEmpty()
                            ? new Empty(
                                    "Nothing waits.", "Every event that came fits its schema, or has been dealt with.")
                            : new Empty("No cause matches.", "Try a shorter word, or look at all."));
            return;
        }
        table.add(Line.head(
                "tm-causes",
                new Span("What is wrong"),
                new Span("Events"),
                new Span("Sources"),
                Line.right(new Span("Waiting")),
                Line.right(new Span("Released")),
                new Span("Last came")));
        found.forEach(cause -> table.add(line(cause)));
    }

    private static String text(Cause cause) {
        return (cause.reason() + " " + cause.places() + " " + cause.eventType().orElse("") + " " + cause.family() + " "
                        + cause.sources())
                .toLowerCase(Locale.ROOT);
    }

    private static Component line(Cause cause) {
        Anchor open = new Anchor("quarantine/" + cause.id(), Wrong.with(cause));
        open.addClassName("tm-cause");
        return Line.of(
                "tm-causes",
                open,
                Line.two(new Span(cause.eventType().orElse("no type")), Text.small(cause.family())),
                Text.muted(String.join(", ", cause.sources())),
                Line.right(new Span(
                        Quantities.count(cause.counts().held() + cause.counts().leaving()))),
                Line.right(Text.muted(Quantities.count(cause.counts().released()))),
                new When(cause.lastAt(), When.Form.AGO));
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
