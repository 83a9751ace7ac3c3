package dev.tidemark.frontend.dashboards;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.catalog.DashboardTile;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.charts.AnswerChart;
import dev.tidemark.frontend.charts.AnswerTable;
import dev.tidemark.frontend.charts.BigNumbers;
import dev.tidemark.frontend.charts.Shown;
import dev.tidemark.frontend.explore.Asking;
import dev.tidemark.frontend.explore.Inquiry;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.receipts.ReceiptPanel;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.Tides;
import dev.tidemark.router.Purpose;
import dev.tidemark.router.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One tile: an answer that follows its tide, how fresh it is, and the ways to its receipt and its question. */
final class TileCard extends Section {

    private static final long serialVersionUID = 1L;

    /** Tides move every second; a tile asks again at most this often. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int CHART = 250;

    private final transient DashboardTile tile;
    private final transient Tides tides;
    private final transient Set<DatasetName> datasets;
    private final transient Live<Shown> live;
    private final transient AtomicBoolean moved = new AtomicBoolean();
    private transient Tides.@Nullable Subscription subscription;
    private transient @Nullable Receipt receipt;
    private final Div fresh = new Div();
    private final Div body = new Div();
    private final Div problem = new Div();
    private final BigNumbers numbers = new BigNumbers();
    private final AnswerChart chart = new AnswerChart().withHeight(CHART);
    private final AnswerTable table = new AnswerTable();
    private final NativeButton open = new NativeButton("Receipt", click -> openReceipt());

    TileCard(Boards.Entry entry, DashboardTile tile, Catalogs catalogs, Asking asking, Tides tides) {
        this.tile = tile;
        this.tides = tides;
        this.datasets = datasets(entry, catalogs);
        Inquiry inquiry = TileQuestion.of(entry, tile);
        Purpose purpose = new Purpose(entry.dashboard().name(), null);
        live = new Live<>(this, () -> asking.ask(inquiry, purpose), this::show, this::fail);
        addClassNames("tm-card", "tm-board-tile", tile.size().word());
        build(inquiry, catalogs, entry.workspace());
        Beat.every(PAUSE, this, () -> {
            if (moved.getAndSet(false)) {
                live.refresh();
            }
        });
    }

    private void build(Inquiry inquiry, Catalogs catalogs, String workspace) {
        String title = tile.title().isEmpty() ? labels(catalogs, workspace) : tile.title();
        getElement().setAttribute("aria-label", title);
        H2 heading = new H2(title);
        heading.addClassName("tm-cut");
        fresh.addClassName("tm-tile-fresh");
        fresh.add(Text.small("asking…"));
        open.addClassName("tm-link");
        open.getElement().setAttribute("type", "button").setAttribute("aria-label", "Receipt of " + title);
        open.setEnabled(false);
        Anchor explore = new Anchor(inquiry.address(), "Explore");
        explore.getElement().setAttribute("aria-label", "Explore " + title);
        Div ways = new Div(open, explore);
        ways.addClassName("tm-tile-ways");
        body.addClassName("tm-tile-body");
        body.add(new Empty("Asking the stores", "The first answer is on its way."));
        add(new Header(heading, Text.small(inquiry.range().label())), problem, body, new Footer(fresh, ways));
    }

    private String labels(Catalogs catalogs, String workspace) {
        return tile.metrics().stream()
                .map(name -> catalogs.find(Optional.of(workspace), name)
                        .map(found -> found.metric().label())
                        .orElse(name.value()))
                .collect(Collectors.joining(", "));
    }

    private Set<DatasetName> datasets(Boards.Entry entry, Catalogs catalogs) {
        return tile.metrics().stream()
                .flatMap(name -> catalogs.find(Optional.of(entry.workspace()), name).stream())
                .flatMap(found -> found.datasets().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        subscription = tides.onChange(changed -> {
            if (!Collections.disjoint(changed, datasets)) {
                moved.set(true);
            }
        });
        live.refresh();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (subscription != null) {
            subscription.close();
        }
    }

    private void show(Shown shown) {
        receipt = shown.answer().receipt();
        open.setEnabled(true);
        problem.removeAll();
        showFreshness(shown.answer().receipt());
        if (shown.rows().isEmpty()) {
            put(new Empty("No rows in this time", "Nothing happened that fits the filters."));
            return;
        }
        switch (TileQuestion.kind(tile)) {
            case NUMBER -> {
                numbers.show(shown);
                put(numbers);
            }
            case TABLE -> {
                table.show(shown);
                put(table);
            }
            case AUTO, LINE, BAR -> {
                chart.show(shown, TileQuestion.kind(tile));
                put(chart);
            }
        }
    }

    private void put(Component content) {
        if (body.getChildren().noneMatch(content::equals)) {
            body.removeAll();
            body.add(content);
        }
    }

    /** The problem stands in this tile; what was answered before stays below it. */
    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
        if (receipt == null) {
            body.removeAll();
            fresh.removeAll();
            fresh.add(StateMark.withWord(FreshnessState.UNKNOWN), Text.small("no answer yet"));
        }
    }

    private void showFreshness(Receipt answered) {
        fresh.removeAll();
        fresh.add(
                StateMark.withWord(state(answered)),
                Text.small("complete through"),
                new When(answered.completeThrough(), When.Form.SMART));
        fresh.getElement().setAttribute("aria-label", "Freshness");
    }

    /** Of the datasets that the newest part of the answer comes from, the one that stands worst. */
    private FreshnessState state(Receipt answered) {
        Instant now = Instant.now();
        List<Instant> ends = answered.spans().stream()
                .map(span -> Objects.requireNonNullElse(span.end(), Instant.MAX))
                .toList();
        Instant newest = ends.stream().max(Comparator.naturalOrder()).orElse(Instant.MAX);
        Set<DatasetName> read = answered.spans().stream()
                .filter(span ->
                        Objects.requireNonNullElse(span.end(), Instant.MAX).equals(newest))
                .map(span -> new DatasetName(span.store(), span.table()))
                .collect(Collectors.toUnmodifiableSet());
        return tides.now().stream()
                .filter(freshness -> read.contains(freshness.dataset().name()))
                .map(freshness -> freshness.state(now))
                .max(Comparator.naturalOrder())
                .orElse(FreshnessState.UNKNOWN);
    }

    private void openReceipt() {
        Receipt answered = receipt;
        if (answered == null) {
            return;
        }
        ReceiptPanel panel = new ReceiptPanel();
        panel.show(answered);
        Dialog dialog = new Dialog(panel);
        dialog.setWidth("440px");
        dialog.addClassName("tm-receipt-dialog");
        dialog.getElement().setAttribute("aria-label", "Receipt");
        NativeButton close = new NativeButton("Close", click -> dialog.close());
        close.addClassName("tm-quiet");
        dialog.getFooter().add(close);
        dialog.open();
    }
}
