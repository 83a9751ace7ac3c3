package dev.tidemark.frontend.freshness;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.TideSample;
import dev.tidemark.quality.Tides;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where is it stuck? Every dataset against its promise, and the way one event took. */
@Route("freshness")
@PageTitle("Freshness · Tidemark")
@PermitAll
public class FreshnessView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration HISTORY = Duration.ofHours(24);

    private final transient Tides tides;
    private final DatasetTable table = new DatasetTable(HISTORY);
    private final JourneyPanel journey;
    private final transient Live<List<Freshness>> live;
    private final transient Live<List<TideSample>> past;
    private transient Tides.@Nullable Subscription subscription;

    public FreshnessView(Tides tides, Journeys journeys) {
        this.tides = tides;
        journey = new JourneyPanel(journeys);
        addClassName("tm-page");
        Paragraph about = new Paragraph(
                "A dataset is complete through the instant up to which it has every accepted event. Its writer says so; nobody guesses.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Freshness"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles);
        head.addClassName("tm-head");
        Card datasets = new Card("Datasets and what they promise");
        datasets.add(table);
        add(head, journey, datasets);
        live = new Live<>(this, tides::now, table::show, thrown -> {});
        past = new Live<>(this, () -> tides.history(HISTORY), table::showHistory, thrown -> {});
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Freshness"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        journey.startWith(event.getLocation()
                .getQueryParameters()
                .getSingleParameter("event")
                .orElse(""));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        table.show(tides.now());
        subscription = tides.onChange(moved -> live.refresh());
        past.refresh();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (subscription != null) {
            subscription.close();
        }
    }
}
