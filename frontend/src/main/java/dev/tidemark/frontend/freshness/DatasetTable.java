package dev.tidemark.frontend.freshness;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.StateMark;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.TideSample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One line per dataset: state, promise, how far behind, and how it stood over the day. */
final class DatasetTable extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Map<DatasetName, Row> rows = new LinkedHashMap<>();
    private final Duration range;

    DatasetTable(Duration range) {
        this.range = range;
        addClassName("tm-rows");
        getElement().setAttribute("role", "table").setAttribute("aria-label", "Datasets");
    }

    void show(List<Freshness> all) {
        List<DatasetName> names =
                all.stream().map(freshness -> freshness.dataset().name()).toList();
        if (!names.equals(List.copyOf(rows.keySet())) || all.isEmpty()) {
            rebuild(names);
        }
        Instant now = Instant.now();
        all.forEach(freshness ->
                rows.computeIfPresent(freshness.dataset().name(), (name, row) -> row.show(freshness, now)));
    }

    void showHistory(List<TideSample> samples) {
        Map<DatasetName, List<TideSample>> byDataset =
                samples.stream().collect(Collectors.groupingBy(TideSample::dataset));
        Instant now = Instant.now();
        rows.forEach((name, row) -> row.heat.show(byDataset.getOrDefault(name, List.of()), now.minus(range), now));
    }

    private void rebuild(List<DatasetName> names) {
        removeAll();
        rows.clear();
        if (names.isEmpty()) {
            add(new Empty(
                    "No dataset is watched yet",
                    "Datasets appear here as soon as a metric or a transform is bound to a table."));
            return;
        }
        add(line(
                "head",
                new Span("State"),
                new Span("Dataset"),
                new Span("Promise"),
                new Span("Behind"),
                new Span("Complete through"),
                new Span("Last " + Durations.words(range)),
                right(new Span("Rows"))));
        names.forEach(name -> {
            Row row = new Row(name);
            rows.put(name, row);
            add(row.line);
        });
    }

    private static Div line(String kind, Component... cells) {
        Div line = new Div(cells);
        line.addClassNames("tm-row", "dataset", kind);
        line.getElement().setAttribute("role", "row");
        for (Component cell : cells) {
            cell.getElement().setAttribute("role", kind.equals("head") ? "columnheader" : "cell");
        }
        return line;
    }

    private static Span right(Component content) {
        Span span = new Span(content);
        span.addClassNames("tm-right", "tm-num");
        return span;
    }

    private static final class Row {
        private final StateMark state = StateMark.withWord(FreshnessState.UNKNOWN);
        private final Span promise = new Span();
        private final Span owner = new Span();
        private final Span trouble = new Span();
        private final Div used = new Div();
        private final Div behind = new Div();
        private final When age = new When(Instant.EPOCH, When.Form.AGE);
        private final When through = new When(Instant.EPOCH, When.Form.FULL);
        private final Span count = new Span();
        private final HeatLine heat = new HeatLine();
        private final Div line;

        Row(DatasetName name) {
            Span title = new Span(name.table());
            title.addClassName("tm-name");
            owner.addClassName("tm-small");
            trouble.addClassName("tm-small");
            trouble.getStyle().set("color", "var(--tm-broken)");
            Div dataset = new Div(new Div(title), new Div(owner), trouble);
            used.addClassName("tm-budget");
            behind.add(age, used);
            line = line("body", state, dataset, promise, behind, new Div(through), heat, right(count));
            line.setId(name.table());
        }

        Row show(Freshness freshness, Instant now) {
            FreshnessState is = freshness.state(now);
            state.set(is);
            promise.setText("within " + Durations.words(freshness.dataset().promise()));
            owner.setText(freshness.dataset().name().store() + " · "
                    + freshness.dataset().workspace() + " · "
                    + freshness.dataset().owner());
            trouble.setText(freshness.trouble().orElse(""));
            boolean known = freshness.completeThrough().isPresent();
            age.setVisible(known);
            through.setVisible(known);
            freshness.completeThrough().ifPresent(at -> {
                age.set(at);
                through.set(at);
            });
            double share = freshness
                    .age(now)
                    .map(behindBy -> Math.min(
                            1.0,
                            (double) behindBy.toMillis()
                                    / Math.max(1, freshness.dataset().promise().toMillis())))
                    .orElse(0.0);
            used.getElement().setAttribute("class", "tm-budget " + is.word());
            used.getElement().setProperty("innerHTML", "<i style=\"width:" + Math.round(share * 100) + "%\"></i>");
            used.getElement().setAttribute("title", Math.round(share * 100) + " % of the promise is used");
            count.setText(freshness.rows() < 0 ? "—" : Quantities.count(freshness.rows()));
            count.getElement().setAttribute("title", Quantities.bytes(Math.max(0, freshness.bytes())));
            return this;
        }
    }
}
