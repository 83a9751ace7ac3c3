package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Search;
import dev.tidemark.frontend.parts.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The questions that somebody gave a name, found by any word of it. */
final class SavedList extends Section {

    private static final long serialVersionUID = 1L;

    /** A saved query with the catalog it stands in. */
    private record Entry(MetricCatalog catalog, SavedQuery query) {

        boolean has(List<String> words) {
            String all = String.join(
                            " ",
                            query.label(),
                            query.name().replace('_', ' '),
                            query.name(),
                            query.description(),
                            catalog.workspace(),
                            metrics(),
                            String.join(" ", query.metrics()))
                    .toLowerCase(Locale.ROOT);
            return words.stream().allMatch(all::contains);
        }

        String metrics() {
            return query.metrics().stream()
                    .map(name -> catalog.find(new MetricName(name))
                            .map(Metric::label)
                            .orElse(name))
                    .collect(Collectors.joining(", "));
        }

        String groups() {
            Inquiry inquiry = Inquiry.of(catalog, query);
            String by = Stream.concat(
                            inquiry.groupBy().stream().map(Choices::shortName),
                            Stream.of(inquiry.grain()).filter(grain -> !grain.isEmpty()))
                    .collect(Collectors.joining(", "));
            return (by.isEmpty() ? "" : "by " + by + ", ")
                    + query.timeRange().map(TimeRange::label).orElse("any time");
        }
    }

    private final transient Catalogs catalogs;
    private final TextField search =
            Search.field("Search by name, metric or description", "Search saved queries", this::show);
    private final Div table = Line.table("Saved queries");

    SavedList(Catalogs catalogs) {
        this.catalogs = catalogs;
        search.setWidth("min(300px, 100%)");
        Card card = new Card("Saved queries").with(search);
        card.add(table);
        add(card);
        show();
    }

    private void show() {
        List<Entry> all = catalogs.all().stream()
                .flatMap(catalog -> catalog.savedQueries().stream().map(query -> new Entry(catalog, query)))
                .toList();
        List<String> words = Arrays.stream(
                        search.getValue().toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .toList();
        List<Entry> found = all.stream().filter(entry -> entry.has(words)).toList();
        search.setVisible(!all.isEmpty());
        table.removeAll();
        if (found.isEmpty()) {
            table.add(
                    all.isEmpty()
                            ? new Empty(
                                    "No question is saved yet",
                                    "Pick one above and choose “Save…”: others find it here, and it is asked by name over HTTP.")
                            : new Empty(
                                    "No saved query has all of these words", "Use fewer words, or a metric's name."));
            return;
        }
        table.add(Line.head(
                "tm-saved", new Span("Saved query"), new Span("Metrics"), new Span("Grouped"), new Span("Workspace")));
        found.forEach(entry -> table.add(line(entry)));
    }

    private static Component line(Entry entry) {
        SavedQuery query = entry.query();
        Anchor open = new Anchor(SavedBar.address(entry.catalog().workspace(), query.name()), query.label());
        open.addClassName("tm-name");
        return Line.of(
                "tm-saved",
                Line.two(open, Text.small(query.description())),
                new Span(entry.metrics()),
                Text.muted(entry.groups()),
                Text.muted(entry.catalog().workspace()));
    }
}
