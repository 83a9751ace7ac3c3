package dev.tidemark.frontend.schemas;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.traffic.Drift;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One type of event: its fields, its versions, and which source sends which version now. */
@Route("schemas/:type([A-Za-z0-9_]{1,100})")
@PageTitle("Schema · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
public class SchemaView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final boolean mayPropose;
    private final transient Live<Optional<SchemaStory>> live;
    private final transient Live<List<SchemaUse>> useLive;
    private final transient Live<List<Drift>> driftLive;
    private final DriftCard drift = new DriftCard();

    private final H1 title = new H1("…");
    private final Div about = new Div();
    private final Div tools = new Div();
    private final Div fields = Line.table("Fields");
    private final Div use = Line.table("Who sends which version");
    private final Div versions = new Div();
    private final Facts facts = new Facts();
    private volatile String type = "";

    public SchemaView(Schemas schemas, Viewer viewer) {
        this.mayPropose = viewer.mayBuild();
        addClassName("tm-page");
        live = new Live<>(this, () -> schemas.story(type), this::show, this::fail);
        useLive = new Live<>(this, () -> schemas.use(type), this::show, thrown -> {
            use.removeAll();
            use.add(ProblemNote.of(thrown));
        });
        driftLive = new Live<>(this, () -> schemas.drifts(type), drift::show, drift::fail);
        about.addClassName("tm-sub");
        Div titles = new Div(title, about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles, tools);
        head.addClassName("tm-head");
        Card fieldCard = new Card("Fields");
        fieldCard.add(fields);
        Card useCard = new Card("Sent in the last 24 hours").with(Text.small("which source, which version"));
        useCard.add(use);
        Card versionCard = new Card("Versions");
        versionCard.add(versions);
        Div main = new Div(fieldCard, useCard, drift, versionCard);
        main.addClassName("tm-stack");
        Card factCard = new Card("Contract");
        factCard.padded(facts);
        Div side = new Div(factCard);
        side.addClassName("tm-stack");
        Div columns = new Div(main, side);
        columns.addClassNames("tm-cols", "proposal");
        add(head, columns);
        Beat.every(LOOK, this, () -> {
            useLive.refresh();
            driftLive.refresh();
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        type = event.getRouteParameters().get("type").orElse("");
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Schemas", "schemas"), Crumb.here(type));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
        useLive.refresh();
        driftLive.refresh();
    }

    private void show(Optional<SchemaStory> found) {
        about.removeAll();
        tools.removeAll();
        if (found.isEmpty()) {
            title.setText("No such type of event");
            about.add(Text.plain("Nothing defines " + type + ". "), new Anchor("schemas", "All schemas"));
            return;
        }
        SchemaStory story = found.get();
        title.setText(story.summary().eventType());
        about.add(Text.plain(story.summary().description()));
        if (mayPropose) {
            Anchor propose = new Anchor("edit?path=" + story.path(), "Propose a change");
            propose.addClassName("tm-button");
            tools.add(propose);
        }
        facts.clear();
        facts.put("Owner", story.summary().owner());
        facts.put("Family", story.summary().family());
        facts.put("Subject", Text.mono(story.subject()));
        facts.put(
                "Compatibility",
                story.summary().level().toLowerCase(Locale.ROOT).replace('_', ' '));
        facts.put("Written in", Text.mono(story.path()));
        fields.removeAll();
        fields.add(Line.head(
                "tm-fields",
                new Span("Field"),
                new Span("Type"),
                new Span("Must be sent"),
                Line.right(new Span("Since"))));
        story.fields().forEach(field -> fields.add(line(field)));
        versions.removeAll();
        story.versions().forEach(version -> versions.add(version(version)));
    }

    private static Component line(SchemaStory.Field field) {
        Div name = new Div(Text.name(field.name()));
        if (field.personal()) {
            name.add(Text.plain(" "), Text.pill("personal", "warn"));
        }
        if (!field.doc().isEmpty()) {
            Span doc = new Span(field.doc());
            doc.addClassName("tm-desc");
            name.add(doc);
        }
        return Line.of(
                "tm-fields",
                name,
                Text.mono(field.type()),
                Text.muted(field.required() ? "yes" : "no"),
                Line.right(new Span("v" + field.since())));
    }

    private static Component version(SchemaStory.Version version) {
        Pre text = new Pre(version.text());
        text.addClassName("tm-code");
        return new Fold("Version " + version.number() + " · id " + version.id() + " · " + version.change(), text);
    }

    private void show(List<SchemaUse> used) {
        use.removeAll();
        if (used.isEmpty()) {
            use.add(new Empty("Nobody has sent one", "Its first event shows up here within seconds."));
            return;
        }
        use.add(Line.head(
                "tm-uses",
                new Span("Source"),
                Line.right(new Span("Version")),
                Line.right(new Span("Events")),
                new Span("Last")));
        used.forEach(each -> use.add(Line.of(
                "tm-uses",
                Text.name(each.source()),
                Line.right(new Span("v" + each.version())),
                Line.right(new Span(Quantities.count(each.events()))),
                new When(each.last(), When.Form.AGO))));
    }

    private void fail(Throwable thrown) {
        about.removeAll();
        about.add(ProblemNote.of(thrown));
    }
}
