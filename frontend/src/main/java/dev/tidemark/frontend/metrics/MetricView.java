package dev.tidemark.frontend.metrics;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.frontend.charts.Buckets;
import dev.tidemark.frontend.charts.Chart;
import dev.tidemark.frontend.charts.Figures;
import dev.tidemark.frontend.errors.NoSuchMetric;
import dev.tidemark.frontend.explore.Inquiry;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Segments;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.frontend.receipts.ReceiptPanel;
import dev.tidemark.frontend.shell.Crumb;
import dev.tidemark.frontend.shell.HasCrumbs;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quality.Tides;
import dev.tidemark.router.Asker;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One metric: its value now, how it went, why it is what it is, and what it means. It keeps itself up to date. */
@Route("metrics/:name")
@PermitAll
public class MetricView extends Div implements HasCrumbs, HasDynamicTitle, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Catalogs catalogs;
    private final transient Boards boards;
    private final transient Questions questions;
    private final transient Tides tides;
    private final transient Asker asker;
    private final boolean mayPropose;
    private final transient Live<MetricLook.Seen> live;
    private transient @Nullable MetricLook look;
    private transient Tides.@Nullable Subscription subscription;
    private @Nullable BigDecimal shown;
    private Control touched = Control.NOTHING;

    private enum Control {
        NOTHING,
        RANGE,
        GRAIN,
        SPLIT
    }

    private final Span value = new Span();
    private final Span unit = new Span();
    private final Div since = new Div();
    private final Div problem = new Div();
    private final Chart chart = new Chart();
    private final ChartTable table = new ChartTable();
    private final Div foot = new Div();
    private final ReceiptPanel receipt = new ReceiptPanel();

    public MetricView(Catalogs catalogs, Boards boards, Questions questions, Tides tides, Viewer viewer) {
        this.catalogs = catalogs;
        this.boards = boards;
        this.questions = questions;
        this.tides = tides;
        this.asker = viewer.asker();
        this.mayPropose = viewer.mayBuild();
        addClassName("tm-page");
        live = new Live<>(this, this::ask, this::show, this::fail);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String name = event.getRouteParameters().get("name").orElse("");
        QueryParameters parameters = event.getLocation().getQueryParameters();
        Catalogs.Entry entry = entry(parameters.getSingleParameter("workspace"), new MetricName(name));
        List<MetricDimension> dimensions = entry.catalog().dimensions(entry.metric());
        Period period = parameters
                .getSingleParameter("range")
                .flatMap(Period::of)
                .filter(wanted -> !wanted.grains(dimensions).isEmpty())
                .orElseGet(() -> periods(dimensions).contains(Period.DAY) ? Period.DAY : Period.MONTH);
        List<String> grains = period.grains(dimensions);
        String grain = parameters
                .getSingleParameter("grain")
                .filter(grains::contains)
                .orElse(grains.isEmpty() ? "day" : grains.getFirst());
        String by = parameters
                .getSingleParameter("by")
                .filter(wanted -> dimensions.stream()
                        .anyMatch(dimension -> dimension.name().equals(wanted)))
                .orElse("");
        look = new MetricLook(entry, period, grain, by);
        build(look, dimensions);
        live.refresh();
    }

    private Catalogs.Entry entry(Optional<String> workspace, MetricName name) {
        try {
            return catalogs.require(workspace, name);
        } catch (ProblemException unknown) {
            throw new NoSuchMetric(unknown, catalogs);
        }
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(
                new Crumb("Metrics", "metrics"),
                Crumb.here(here().entry().metric().label()));
    }

    @Override
    public String getPageTitle() {
        return here().entry().metric().label() + " · Tidemark";
    }

    @Override
    protected void onAttach(AttachEvent event) {
        subscription = tides.onChange(moved -> {
            if (!Collections.disjoint(moved, here().entry().datasets())) {
                live.refresh();
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

    private MetricLook here() {
        return Objects.requireNonNull(look, "entered");
    }

    private MetricLook.Seen ask() {
        return here().ask(questions, asker);
    }

    private void build(MetricLook now, List<MetricDimension> dimensions) {
        removeAll();
        problem.removeAll();
        value.setText("…");
        shown = null;
        chart.setVisible(true);
        since.removeAll();
        since.add(
                new Div(Text.plain(now.period().words() + " · " + now.zone())),
                new Div(Text.plain("asking the stores…")));
        unit.setText("");
        Card card = new Card(title(now));
        foot.addClassName("tm-chart-foot");
        card.add(chart, foot, table);
        card.with(controls(now, dimensions));
        value.addClassNames("tm-value", "tm-big");
        value.setId("metric-value");
        unit.addClassName("tm-muted");
        since.addClassName("tm-when");
        Div hero = new Div(new Div(value, unit), since);
        hero.addClassName("tm-hero");
        Div left = new Div(hero, problem, card, new DefinitionCard(now.entry(), tides, boards, mayPropose));
        left.addClassName("tm-stack");
        Div columns = new Div(left, receipt);
        columns.addClassNames("tm-cols", "metric");
        receipt.none("The receipt comes with the answer", "It says which stores answered, and how complete they are.");
        add(head(now), columns);
    }

    private static String title(MetricLook now) {
        return now.entry().metric().label() + " by " + now.grain() + (now.by().isEmpty() ? "" : " and " + now.by());
    }

    private static Div head(MetricLook now) {
        Metric metric = now.entry().metric();
        Div name = new Div(new H1(metric.label()), MetricsView.status(metric));
        name.addClassName("tm-controls");
        Paragraph description = new Paragraph(metric.description());
        description.addClassName("tm-sub");
        Div titles = new Div(name, description);
        titles.addClassName("tm-titles");
        Div head = new Div(titles, exploreLink(now));
        head.addClassName("tm-head");
        return head;
    }

    /** The same question where it can be changed. */
    private static Anchor exploreLink(MetricLook now) {
        Inquiry inquiry = Inquiry.about(
                        now.entry().workspace(), now.entry().metric().name().value())
                .by(now.grain(), now.by().isEmpty() ? new String[0] : new String[] {now.by()})
                .over(now.period().range());
        Anchor link = new Anchor(inquiry.address(), "Explore");
        link.addClassName("tm-quiet");
        return link;
    }

    private Div controls(MetricLook now, List<MetricDimension> dimensions) {
        Select<String> by = new Select<>();
        by.setAriaLabel("Split by");
        List<String> choices = new ArrayList<>(List.of(""));
        dimensions.stream()
                .filter(dimension -> !dimension.isTime())
                .forEach(dimension -> choices.add(dimension.name()));
        by.setItems(choices);
        by.setItemLabelGenerator(name -> name.isEmpty() ? "Not split" : "by " + name);
        by.setValue(now.by());
        by.setWidth("150px");
        by.addValueChangeListener(change ->
                go(Control.SPLIT, now.period(), now.grain(), Objects.requireNonNullElse(change.getValue(), "")));
        Segments<Period> ranges = new Segments<>(
                "Time range",
                periods(dimensions),
                now.period(),
                Period::label,
                period -> go(Control.RANGE, period, "", now.by()));
        List<String> known = now.period().grains(dimensions);
        Segments<String> grains = new Segments<>(
                "Grain",
                known,
                now.grain(),
                grain -> "by " + grain,
                grain -> go(Control.GRAIN, now.period(), grain, now.by()));
        grains.setVisible(known.size() > 1);
        by.setVisible(choices.size() > 1);
        Div controls = new Div(ranges, grains, by);
        controls.addClassName("tm-controls");
        keepFocus(ranges, grains, by);
        return controls;
    }

    private static List<Period> periods(List<MetricDimension> dimensions) {
        return List.of(Period.values()).stream()
                .filter(period -> !period.grains(dimensions).isEmpty())
                .toList();
    }

    /** Every way to look has an address that can be shared. */
    private void go(Control used, Period period, String grain, String by) {
        touched = used;
        MetricLook now = here();
        QueryParameters parameters = QueryParameters.simple(
                Map.of("workspace", now.entry().workspace(), "range", period.key(), "grain", grain, "by", by));
        getUI().ifPresent(ui -> ui.navigate("metrics/" + now.entry().metric().name(), parameters));
    }

    private void show(MetricLook.Seen seen) {
        if (!seen.look().equals(here())) {
            return;
        }
        problem.removeAll();
        Optional<String> counted = here().entry().metric().unit();
        Object cell = seen.total().rows().isEmpty()
                ? null
                : seen.total().rows().getFirst().getLast();
        Optional<BigDecimal> number = Figures.number(cell);
        value.setText(Figures.text(cell, counted));
        value.getElement()
                .setAttribute(
                        "data-value", number.map(BigDecimal::toPlainString).orElse(""));
        BigDecimal before = shown;
        if (before != null
                && number.filter(after -> after.compareTo(before) != 0).isPresent()) {
            // Restarting an animation needs the class away for a frame; a fresh name does the same.
            value.getElement()
                    .executeJs(
                            "this.classList.remove('tm-moved');void this.offsetWidth;this.classList.add('tm-moved')");
        }
        shown = number.orElse(null);
        unit.setText(" " + Figures.unit(counted));
        since.removeAll();
        since.add(
                new Div(Text.plain(here().period().words() + " · " + here().zone())),
                new Div(
                        Text.plain("complete through "),
                                new When(seen.total().receipt().completeThrough(), When.Form.SMART),
                        Text.plain(" · "), new When(seen.total().receipt().completeThrough(), When.Form.AGO)));
        draw(seen, counted, number);
        receipt.show(seen.total().receipt());
    }

    /** The page is built anew for every way to look; the keyboard stays on what was used. */
    private void keepFocus(Segments<?> ranges, Segments<?> grains, Select<?> by) {
        switch (touched) {
            case RANGE -> ranges.focusChosen();
            case GRAIN -> grains.focusChosen();
            case SPLIT -> by.focus();
            case NOTHING -> {}
        }
        touched = Control.NOTHING;
    }

    private void draw(MetricLook.Seen seen, Optional<String> counted, Optional<BigDecimal> number) {
        ObjectNode model = seen.series().json(counted);
        boolean additive = here().entry().additive();
        model.put("kind", additive ? "bar" : "line").put("additive", additive).put("grain", here().grain());
        model.put("unit", Figures.unit(counted)).put("zone", here().zone().getId());
        model.put("decimals", Figures.decimals(number, counted))
                .put("step", Buckets.step(here().grain()).toMillis());
        model.put("start", seen.start().toString()).put("end", seen.end().toString());
        model.put("complete_through", seen.total().receipt().completeThrough().toString());
        chart.show(
                model,
                here().entry().metric().label() + " by " + here().grain() + " over "
                        + here().period().words() + ", " + seen.series().times().size()
                        + " points. The numbers are in the table below.");
        table.show(seen.series(), counted, here());
        foot.removeAll();
        Span line = new Span();
        line.addClassName("tm-legend-line");
        Span hatch = new Span();
        hatch.addClassName("tm-legend-hatch");
        foot.add(new Span(line, new Span("complete through")), new Span(hatch, new Span("still filling")));
        if (seen.series().groups() > seen.series().lines().size()) {
            foot.add(new Span("the " + seen.series().lines().size() + " largest of "
                    + seen.series().groups() + " groups"));
        }
    }

    private void fail(Throwable thrown) {
        problem.removeAll();
        problem.add(ProblemNote.of(thrown));
        if (shown == null) {
            value.setText("—");
            since.removeAll();
            since.add(
                    new Div(Text.plain(here().period().words() + " · " + here().zone())),
                    new Div(Text.plain("no answer")));
            chart.setVisible(false);
            receipt.none("No answer, so no receipt", "The note on this page says what stands in the way.");
        }
    }
}
