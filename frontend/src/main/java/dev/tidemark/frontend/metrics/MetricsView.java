package dev.tidemark.frontend.metrics;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.catalog.Metric;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.Tides;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All metrics; searched as one types, the certified ones first. */
@Route("metrics")
@PageTitle("Metrics · Tidemark")
@PermitAll
public class MetricsView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Catalogs catalogs;
    private final transient Tides tides;
    private final TextField search =
            Search.field("Search name, description, owner or synonym", "Search metrics", this::show);
    private final Div rows = new Div();
    private final Span count = Text.small("");

    public MetricsView(Catalogs catalogs, Tides tides) {
        this.catalogs = catalogs;
        this.tides = tides;
        addClassName("tm-page");
        Paragraph about =
                new Paragraph("Each metric is defined once; every store computes it from the same definition.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Metrics"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        rows.addClassName("tm-rows");
        Card card = new Card("Catalog").with(count);
        card.add(rows);
        add(head, search, card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        search.setValue(
                event.getLocation().getQueryParameters().getSingleParameter("q").orElse(""));
        show();
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Metrics"));
    }

    private void show() {
        List<Catalogs.Entry> found = catalogs.search(search.getValue());
        count.setText(found.size() == 1 ? "1 metric" : found.size() + " metrics");
        rows.removeAll();
        if (found.isEmpty()) {
            rows.add(
                    search.isEmpty()
                            ? new Empty(
                                    "No metric is defined yet",
                                    "Add a file under metrics/ to a workspace of the definitions repository.")
                            : new Empty(
                                    "No metric matches “" + search.getValue() + "”",
                                    "Try a shorter word, or a word that the business uses for it."));
            return;
        }
        Div head = new Div(
                Text.plain("Metric"),
                Text.plain("Status"),
                Text.plain("Unit"),
                Text.plain("Owner"),
                Text.plain("Workspace"),
                Text.plain("Freshness"));
        head.addClassNames("tm-row", "metric", "head");
        rows.add(head);
        List<Freshness> fresh = tides.now();
        found.forEach(entry -> rows.add(row(entry, fresh)));
    }

    private static Component row(Catalogs.Entry entry, List<Freshness> fresh) {
        Metric metric = entry.metric();
        Span description = new Span(metric.description());
        description.addClassName("tm-desc");
        Anchor row = new Anchor(
                "metrics/" + metric.name() + "?workspace=" + entry.workspace(),
                new Div(
                        Text.name(metric.label()),
                        Text.plain(" "),
                        Text.small(metric.name().value()),
                        description),
                new Span(status(metric)),
                Text.muted(metric.unit().orElse("—")),
                Text.muted(metric.owner().orElse("—")),
                Text.muted(entry.workspace()),
                StateMark.withWord(best(entry, fresh)));
        row.addClassNames("tm-row", "metric");
        return row;
    }

    /** The freshest dataset decides: the router answers from it. */
    private static FreshnessState best(Catalogs.Entry entry, List<Freshness> fresh) {
        Instant now = Instant.now();
        return fresh.stream()
                .filter(freshness ->
                        entry.datasets().contains(freshness.dataset().name()))
                .map(freshness -> freshness.state(now))
                .min(Comparator.naturalOrder())
                .orElse(FreshnessState.UNKNOWN);
    }

    static Span status(Metric metric) {
        String word = metric.status().name().toLowerCase(Locale.ROOT);
        return switch (metric.status()) {
            case CERTIFIED -> Text.pill("✓ " + word, "certified");
            case DEPRECATED -> Text.pill(word, "warn");
            case APPROVED, PROPOSED -> Text.pill(word);
        };
    }
}
