package dev.tidemark.frontend.dashboards;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.catalog.Dashboard;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.explore.Asking;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.quality.Tides;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One dashboard. Every tile asks for itself, so a slow or failing one holds up no other. */
@Route("dashboards/:workspace/:name")
@PermitAll
public class DashboardView extends Div implements HasCrumbs, HasDynamicTitle, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Boards boards;
    private final transient Catalogs catalogs;
    private final transient Tides tides;
    private final transient Asking asking;
    private transient Boards.@Nullable Entry entry;

    public DashboardView(Boards boards, Catalogs catalogs, Questions questions, Tides tides, Viewer viewer) {
        this.boards = boards;
        this.catalogs = catalogs;
        this.tides = tides;
        this.asking = new Asking(catalogs, questions, viewer.asker());
        addClassName("tm-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Boards.Entry found = boards.require(
                event.getRouteParameters().get("workspace").orElse(""),
                event.getRouteParameters().get("name").orElse(""));
        entry = found;
        removeAll();
        Div tiles = new Div();
        tiles.addClassName("tm-board");
        found.dashboard().tiles().forEach(tile -> tiles.add(new TileCard(found, tile, catalogs, asking, tides)));
        Pre yaml = new Pre(found.dashboard().text());
        yaml.addClassName("tm-code");
        yaml.getElement().setAttribute("tabindex", "0");
        Div definition = new Div(new Fold(
                "Definition, in " + found.workspace() + "/"
                        + found.dashboard().place().file(),
                yaml));
        definition.addClassName("tm-card");
        add(head(found), tiles, definition);
    }

    private static Div head(Boards.Entry found) {
        Dashboard dashboard = found.dashboard();
        Paragraph description = new Paragraph(dashboard.description());
        description.addClassName("tm-sub");
        Div facts = new Div(
                Text.pill(dashboard.owner()),
                Text.small(dashboard.timeRange().label()
                        + dashboard.timeZone().map(zone -> " · " + zone).orElse("")));
        facts.addClassName("tm-controls");
        Div titles = new Div(new H1(dashboard.title()), description);
        titles.addClassName("tm-titles");
        Div head = new Div(titles, facts);
        dashboard.filters().forEach(filter -> facts.add(Text.mono(filter.text())));
        head.addClassName("tm-head");
        return head;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Dashboards", "dashboards"), Crumb.here(here().title()));
    }

    @Override
    public String getPageTitle() {
        return here().title() + " · Tidemark";
    }

    private Dashboard here() {
        return Objects.requireNonNull(entry, "entered").dashboard();
    }
}
