package dev.tidemark.frontend.rollups;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.router.Asker;
import dev.tidemark.router.rollup.RollupName;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of sums, those in quarantine first: what each covers, how it stands to its rows, and what it saved. */
@Route("rollups")
@PageTitle("Rollups · Tidemark")
@PermitAll
public class RollupsView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final transient RollupDesk desk;
    private final transient Asker asker;
    private final boolean mayBuild;
    private final transient Live<List<RollupDesk.Row>> live;
    private final transient Map<RollupName, RollupCard> cards = new LinkedHashMap<>();
    private final TextField search =
            Search.field("Search by name, model, table or measure", "Search rollups", this::draw);
    private final Div problem = new Div();
    private final Div list = new Div();
    private transient List<RollupDesk.Row> rows = List.of();
    private boolean drawn;

    public RollupsView(RollupDesk desk, Viewer viewer) {
        this.desk = desk;
        this.asker = viewer.asker();
        this.mayBuild = viewer.mayBuild();
        addClassName("tm-page");
        live = new Live<>(this, this.desk::all, this::take, this::fail);
        list.addClassName("tm-stack");
        list.add(new Empty("Looking…", "The standing of each rollup comes in a moment."));
        add(head(), problem, list);
        Beat.every(LOOK, this, live::refresh);
    }

    private Component head() {
        Paragraph about = new Paragraph(
                "Tables of sums that answer in the place of rows. Each is compared with its rows; one that differs answers nothing.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Rollups"), about);
        titles.addClassName("tm-titles");
        search.setWidth("min(320px, 100%)");
        Div head = new Div(titles, search);
        head.addClassName("tm-head");
        return head;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Rollups"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        search.setValue(
                event.getLocation().getQueryParameters().getSingleParameter("q").orElse(""));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void take(List<RollupDesk.Row> now) {
        problem.removeAll();
        rows = now;
        draw();
    }

    /** Cards stay while the same ones are shown, so that what was proven stays in sight. */
    private void draw() {
        List<RollupDesk.Row> shown =
                new ArrayList<>(rows.stream().filter(this::matches).toList());
        shown.sort((a, b) ->
                Boolean.compare(b.standing().quarantined(), a.standing().quarantined()));
        List<RollupName> names = shown.stream().map(row -> row.known().name()).toList();
        if (!drawn || !names.equals(List.copyOf(cards.keySet()))) {
            drawn = true;
            list.removeAll();
            cards.keySet().retainAll(names);
            Map<RollupName, RollupCard> kept = new LinkedHashMap<>(cards);
            cards.clear();
            names.forEach(name -> {
                RollupCard card =
                        kept.computeIfAbsent(name, each -> new RollupCard(each, desk, asker, mayBuild, live::refresh));
                cards.put(name, card);
                list.add(card);
            });
            if (names.isEmpty()) {
                list.add(nothing());
            }
        }
        shown.forEach(row -> cards.computeIfPresent(row.known().name(), (name, card) -> card.show(row)));
    }

    private Empty nothing() {
        return rows.isEmpty()
                ? new Empty(
                        "No model has a rollup yet",
                        "Add a binding with “role: rollup” to a semantic model. “What if…” on the Explore page says what one would save.")
                : new Empty("No rollup has all of these words", "Use fewer words, or the name of a table.");
    }

    private boolean matches(RollupDesk.Row row) {
        String all = RollupCard.words(row).toLowerCase(Locale.ROOT);
        return Arrays.stream(search.getValue().toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(all::contains);
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
