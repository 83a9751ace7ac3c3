package dev.tidemark.frontend.home;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.catalog.Metric;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.pipelines.Pipelines;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.Tides;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Can today's numbers be trusted? */
@Route("")
@PageTitle("Home · Tidemark")
@PermitAll
public class HomeView extends Div implements HasCrumbs {

    private static final long serialVersionUID = 1L;
    private static final int HEADLINES = 5;

    private final transient Tides tides;
    private final Verdict verdict = new Verdict();
    private final Div promises = new Div();
    private final transient Live<List<Freshness>> live;
    private final transient List<HeadlineTile> tiles = new ArrayList<>();
    private transient Tides.@Nullable Subscription subscription;

    public HomeView(Tides tides, Pipelines pipelines, Catalogs catalogs, Questions questions, Viewer viewer) {
        this.tides = tides;
        addClassName("tm-page");
        Paragraph about = new Paragraph("Today's numbers, and whether they can be trusted.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Home"), about, verdict);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        Div headlines = new Div();
        headlines.addClassName("tm-tiles");
        catalogs.search("").stream()
                .filter(entry -> entry.workspace().equals("storefront"))
                .filter(entry -> entry.metric().status() == Metric.Status.CERTIFIED)
                .limit(HEADLINES)
                .forEach(entry -> {
                    HeadlineTile tile = new HeadlineTile(entry, questions, viewer.asker());
                    tiles.add(tile);
                    headlines.add(tile);
                });
        promises.addClassName("tm-rows");
        Card card = new Card("Promises").with(new Anchor("freshness", "All about freshness"));
        card.add(promises);
        Div columns = new Div(card, new RunningCard(pipelines));
        columns.addClassNames("tm-cols", "home");
        add(head, headlines, columns);
        live = new Live<>(this, tides::now, this::show, thrown -> {});
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Home"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show(tides.now());
        tiles.forEach(HeadlineTile::refresh);
        subscription = tides.onChange(moved -> {
            live.refresh();
            tiles.stream().filter(tile -> tile.readsAny(moved)).forEach(HeadlineTile::refresh);
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (subscription != null) {
            subscription.close();
        }
    }

    private void show(List<Freshness> all) {
        Instant now = Instant.now();
        verdict.show(all, now);
        promises.removeAll();
        if (all.isEmpty()) {
            promises.add(
                    new Empty("Nothing is promised yet", "Promises appear as soon as a metric is bound to a table."));
        }
        all.stream()
                .sorted(Comparator.<Freshness, Integer>comparing(
                                freshness -> -freshness.state(now).ordinal())
                        .thenComparing(freshness -> freshness.dataset().name()))
                .forEach(freshness -> promises.add(line(freshness, now)));
    }

    private static Anchor line(Freshness freshness, Instant now) {
        Anchor line = new Anchor(
                "freshness#" + freshness.dataset().name().table(),
                StateMark.withWord(freshness.state(now)),
                new Div(
                        Text.name(freshness.dataset().name().table()),
                        Text.plain(" "),
                        Text.small(freshness.dataset().owner())),
                new Div(Text.muted("through "), When.of(freshness.completeThrough(), When.Form.SMART)),
                Text.small("within " + Durations.words(freshness.dataset().promise())));
        line.addClassNames("tm-row", "promise");
        return line;
    }
}
