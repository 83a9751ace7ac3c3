package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.frontend.Assets;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Latest;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.charts.Shown;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.proposals.ProposalDesk;
import dev.tidemark.frontend.receipts.ReceiptPanel;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.Purpose;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question without SQL: the way and the price are known before it runs, and its address can be shared. */
@Route("explore")
@PageTitle("Explore · Tidemark")
@PermitAll
@StyleSheet(Assets.PROPOSALS_STYLE)
public class ExploreView extends Div implements HasCrumbs, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final Duration SETTLE = Duration.ofMillis(250);
    private static final int STARTS = 4;

    private final transient Catalogs catalogs;
    private final transient Asking asking;
    private final AskForm form;
    private final RoutePreview preview;
    private final ResultPane result = new ResultPane(this::cancel);
    private final ReceiptPanel receipt = new ReceiptPanel();
    private final Button run = new Button("Run", click -> run());
    private final SavedBar savedBar;
    private final SaveCard save;
    private final transient Latest<Explanation> explained;
    private final transient Latest<Shown> answered;
    private transient @Nullable Inquiry asked;

    public ExploreView(Catalogs catalogs, Questions questions, ProposalDesk desk, Viewer viewer) {
        this.catalogs = catalogs;
        savedBar = new SavedBar(viewer.mayBuild());
        save = new SaveCard(desk, viewer.asker());
        this.asking = new Asking(catalogs, questions, viewer.asker());
        form = new AskForm(catalogs, asking::values, this::changed);
        preview = new RoutePreview(otherwise -> {
            Inquiry picked = form.picked();
            return () -> asking.whatIf(picked, otherwise);
        });
        explained = new Latest<>(this, preview::show, preview::fail);
        answered = new Latest<>(this, this::show, this::fail);
        addClassNames("tm-page", "tm-explore");
        build();
    }

    private void build() {
        Paragraph about = new Paragraph("A question without SQL. See the route and the price first, then run it.");
        about.addClassName("tm-sub");
        Div titles = new Div(new H1("Explore"), about);
        titles.addClassName("tm-titles");
        Div head = new Div(titles, copyLink(), saveButton());
        head.addClassName("tm-head");
        run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        run.addClassName("tm-go");
        run.setTooltipText("Ctrl + Enter");
        Shortcuts.addShortcutListener(this, this::run, Key.ENTER, KeyModifier.CONTROL);
        Div foot = new Div(preview, run);
        foot.addClassName("tm-ask-foot");
        Card card =
                new Card("Question").with(new SavedPicker(catalogs, this::open), new Anchor("explore", "New question"));
        card.addClassName("tm-question");
        card.add(savedBar, form, foot);
        Div columns = new Div(result, receipt);
        columns.addClassNames("tm-cols", "metric");
        add(head, card, save, columns);
    }

    private void open(SavedPicker.Choice choice) {
        getUI().ifPresent(ui -> ui.navigate(
                "explore",
                QueryParameters.simple(Map.of("saved", choice.query().name(), "workspace", choice.workspace()))));
    }

    /** Opens the form that proposes the question as it is picked. */
    private NativeButton saveButton() {
        NativeButton button = new NativeButton("Save…", click -> {
            Inquiry picked = form.picked();
            save.open(picked, asking.saved(picked));
        });
        button.addClassName("tm-quiet");
        button.getElement().setAttribute("type", "button").setAttribute("title", "Propose it as a saved query");
        return button;
    }

    /** The address of the question as it is picked, to paste somewhere. */
    private NativeButton copyLink() {
        NativeButton copy = new NativeButton("Copy link");
        copy.addClassName("tm-quiet");
        copy.getElement().setAttribute("type", "button").setAttribute("title", "Copy this question's address");
        copy.addClickListener(click -> copy.getElement()
                .executeJs(
                        "window.tidemark.copy(new URL($0, document.baseURI).href, this)",
                        form.picked().address()));
        return copy;
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(Crumb.here("Explore"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Inquiry inquiry = asking.complete(Inquiry.of(event.getLocation().getQueryParameters()));
        form.show(inquiry);
        savedBar.show(inquiry, asking.standing(inquiry), asking.saved(inquiry));
        save.setVisible(false);
        explain(inquiry, Duration.ZERO);
        ask(inquiry);
    }

    private void changed() {
        Inquiry picked = form.picked();
        savedBar.show(picked, asking.standing(picked), asking.saved(picked));
        save.now(picked);
        explain(picked, SETTLE);
    }

    private void explain(Inquiry inquiry, Duration settle) {
        run.setEnabled(!inquiry.metrics().isEmpty());
        if (inquiry.metrics().isEmpty()) {
            explained.cancel();
            preview.nothing();
            return;
        }
        preview.outdated();
        explained.ask(settle, () -> asking.explain(inquiry));
    }

    /** Every question that was asked has an address; coming back to it asks again. */
    private void run() {
        Inquiry picked = form.picked();
        if (picked.metrics().isEmpty()) {
            form.focus();
        } else if (picked.equals(asked)) {
            ask(picked);
        } else {
            getUI().ifPresent(ui -> ui.navigate("explore", picked.parameters()));
        }
    }

    private void ask(Inquiry inquiry) {
        asked = inquiry;
        if (inquiry.metrics().isEmpty()) {
            answered.cancel();
            result.nothing(starts());
            receipt.none(
                    "The receipt comes with the answer", "It says which stores answered, and how complete they are.");
            return;
        }
        result.asking();
        answered.ask(Duration.ZERO, () -> asking.ask(inquiry, Purpose.NONE));
    }

    private void cancel() {
        if (answered.cancel()) {
            result.cancelled();
        }
    }

    private void show(Shown shown) {
        Inquiry inquiry = asked;
        if (inquiry == null) {
            return;
        }
        result.show(shown, title(inquiry, shown), export(inquiry), curl(inquiry));
        receipt.show(shown.answer().receipt());
    }

    private void fail(Throwable thrown) {
        result.fail(thrown);
        receipt.none("No answer, so no receipt", "The note on this page says what stands in the way.");
    }

    private ExportLink export(Inquiry inquiry) {
        return new ExportLink(() -> asking.export(inquiry), fileName(inquiry), receipt::show, this::fail);
    }

    private NativeButton curl(Inquiry inquiry) {
        NativeButton copy = new NativeButton("Copy as curl");
        copy.addClassName("tm-quiet");
        copy.getElement()
                .setAttribute("type", "button")
                .setAttribute("title", "Copy a command that asks the same of POST /api/v1/query");
        copy.addClickListener(click -> copy.getElement()
                .executeJs(
                        "window.tidemark.copy($0.replace('PORTAL', location.origin), this)",
                        ApiCall.curl("PORTAL", asking.query(inquiry, Instant.now(), Purpose.NONE))));
        return copy;
    }

    private static String title(Inquiry inquiry, Shown shown) {
        String metrics = String.join(
                ", ", shown.metrics().stream().map(metric -> metric.label()).toList());
        List<String> by = inquiry.grouping().stream().map(Choices::shortName).toList();
        return metrics + (by.isEmpty() ? "" : " by " + String.join(" and ", by)) + ", "
                + inquiry.range().label();
    }

    private static String fileName(Inquiry inquiry) {
        return String.join("-", inquiry.metrics()).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** What to do on an empty page: questions to begin with. */
    private Component starts() {
        Div starts = new Div();
        starts.addClassName("tm-starts");
        catalogs.all().stream()
                .flatMap(catalog -> catalog.metrics().stream()
                        .filter(metric -> metric.status() == Metric.Status.CERTIFIED)
                        .map(metric -> new Catalogs.Entry(catalog, metric)))
                .limit(STARTS)
                .forEach(entry -> starts.add(start(entry)));
        Div empty = new Div(
                new Empty(
                        "Nothing asked yet",
                        starts.getComponentCount() == 0
                                ? "Pick a metric above. None is certified yet, so look closely at what it means."
                                : "Pick a metric above, or begin with one of these."),
                starts);
        Card card = new Card("Answer");
        card.add(empty);
        Div both = new Div(card, new SavedList(catalogs));
        both.addClassName("tm-stack");
        return both;
    }

    private static Anchor start(Catalogs.Entry entry) {
        Inquiry inquiry = Inquiry.about(entry.workspace(), entry.metric().name().value())
                .by("day")
                .over(TimeRange.Preset.LAST_30_DAYS);
        Anchor start =
                new Anchor(inquiry.address(), new Span(entry.metric().label()), new Span("by day, last 30 days"));
        start.addClassName("tm-start");
        return start;
    }
}
