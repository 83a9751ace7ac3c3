package dev.tidemark.frontend.dashboards;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.catalog.Dashboard;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All dashboards, and what is wrong with the files of those that are not shown. */
@Route("dashboards")
@PageTitle("Dashboards · Tidemark")
@PermitAll
public class DashboardsView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;

    private final transient Boards boards;
    private final TextField search =
            Search.field("Search title, description, owner or metric", "Search dashboards", this::show);
    private final Div problems = new Div();
    private final Div rows = new Div();
    private final Span count = Text.small("");

    public DashboardsView(Boards boards) {
        this.boards = boards;
        addClassName("tm-page");
        Paragraph about = new Paragraph(
                "What teams watch. A dashboard is a file beside the metrics; its tiles keep themselves up to date.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Dashboards"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        problems.addClassName("tm-stack");
        rows.addClassName("tm-rows");
        Card card = new Card("All dashboards").with(count);
        card.add(rows);
        add(head, problems, search, card);
        boards.all().forEach(of -> of.problem().ifPresent(problem -> problems.add(ProblemNote.withFaults(problem))));
        show();
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Dashboards"));
    }

    private void show() {
        List<Boards.Entry> found = boards.entries().stream()
                .filter(entry -> matches(entry, search.getValue()))
                .toList();
        count.setText(found.size() == 1 ? "1 dashboard" : found.size() + " dashboards");
        rows.removeAll();
        if (found.isEmpty()) {
            rows.add(
                    search.isEmpty()
                            ? new Empty(
                                    "No dashboard yet",
                                    "Add dashboards/<name>.yaml to a workspace of the definitions repository; it is here two seconds "
                                            + "after the push.")
                            : new Empty(
                                    "No dashboard matches “" + search.getValue() + "”",
                                    "Try a shorter word, or the name of a metric it shows."));
            return;
        }
        Div head = new Div(Text.plain("Dashboard"), Text.plain("Owner"), Text.plain("Workspace"), Text.plain("Tiles"));
        head.addClassNames("tm-row", "dashboard", "head");
        rows.add(head);
        found.forEach(entry -> rows.add(row(entry)));
    }

    private static boolean matches(Boards.Entry entry, String words) {
        Dashboard dashboard = entry.dashboard();
        String all = (dashboard.name()
                        + ' '
                        + dashboard.title()
                        + ' '
                        + dashboard.description()
                        + ' '
                        + dashboard.owner()
                        + ' '
                        + entry.workspace()
                        + ' '
                        + metrics(dashboard))
                .toLowerCase(Locale.ROOT);
        return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
                .allMatch(all::contains);
    }

    private static String metrics(Dashboard dashboard) {
        return dashboard.tiles().stream()
                .map(tile -> tile.title() + ' ' + tile.metrics())
                .collect(Collectors.joining(" "));
    }

    private static Component row(Boards.Entry entry) {
        Dashboard dashboard = entry.dashboard();
        Span description = new Span(dashboard.description());
        description.addClassName("tm-desc");
        Anchor row = new Anchor(
                entry.address(),
                new Div(Text.name(dashboard.title()), Text.plain(" "), Text.small(dashboard.name()), description),
                Text.muted(dashboard.owner()),
                Text.muted(entry.workspace()),
                Text.muted(String.valueOf(dashboard.tiles().size())));
        row.addClassNames("tm-row", "dashboard");
        return row;
    }
}
