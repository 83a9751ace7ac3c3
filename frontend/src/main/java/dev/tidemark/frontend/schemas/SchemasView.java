package dev.tidemark.frontend.schemas;

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
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;

/** All types of events with the schemas they have now; searched as one types. */
@Route("schemas")
@PageTitle("Schemas · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
public class SchemasView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;

    private final transient Live<List<SchemaSummary>> live;
    private final TextField search =
            Search.field("Search event type, family, owner or description", "Search schemas", this::show);
    private final Span count = Text.small("");
    private final Div table = Line.table("Schemas");
    private final Div problem = new Div();
    private transient List<SchemaSummary> all = List.of();

    public SchemasView(Schemas schemas) {
        addClassName("tm-page");
        live = new Live<>(this, schemas::all, this::take, this::fail);
        Paragraph about =
                new Paragraph("What events look like, version by version. A change is proposed and approved.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Schemas"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        Card card = new Card("Event types").with(count);
        card.add(table);
        add(head, problem, search, card);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Schemas"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void take(List<SchemaSummary> schemas) {
        problem.removeAll();
        all = schemas;
        show();
    }

    private void show() {
        String words = search.getValue().strip().toLowerCase(Locale.ROOT);
        List<SchemaSummary> found = all.stream()
                .filter(schema -> (schema.eventType() + " " + schema.family() + " " + schema.owner() + " "
                                + schema.description())
                        .toLowerCase(Locale.ROOT)
                        .contains(words))
                .toList();
        count.setText(found.size() == 1 ? "1 type" : found.size() + " types");
        table.removeAll();
        if (found.isEmpty()) {
            table.add(new Empty(
                    all.isEmpty() ? "No type of event is defined yet" : "No type of event matches",
                    all.isEmpty() ? "Propose one: events/<family>/<event_type>.avsc." : "Try a shorter word."));
            return;
        }
        table.add(Line.head(
                "tm-schemas",
                new Span("Event type"),
                new Span("Family"),
                new Span("Owner"),
                Line.right(new Span("Fields")),
                Line.right(new Span("Version")),
                new Span("Compatibility")));
        found.forEach(schema -> table.add(line(schema)));
    }

    private static Component line(SchemaSummary schema) {
        Anchor name = new Anchor("schemas/" + schema.eventType(), schema.eventType());
        name.addClassName("tm-name");
        Span description = new Span(schema.description());
        description.addClassName("tm-desc");
        return Line.of(
                "tm-schemas",
                new Div(name, description),
                Line.two(new Span(schema.family()), Text.small(schema.workspace())),
                Text.muted(schema.owner()),
                Line.right(new Span(String.valueOf(schema.fields()))),
                Line.right(new Span(schema.latest().map(String::valueOf).orElse("—"))),
                Text.muted(schema.level().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
    }
}
