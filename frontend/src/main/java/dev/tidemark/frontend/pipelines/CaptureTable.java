package dev.tidemark.frontend.pipelines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Quantities;
import dev.tidemark.frontend.parts.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line for each captured table, under the line of its database. Made anew only when something has changed, so that a link keeps its focus. */
final class CaptureTable extends Div {

    private static final long serialVersionUID = 1L;

    /** Makes the button that proposes the fields which a table's event lacks. */
    @FunctionalInterface
    interface Proposing {
        Optional<Component> button(CapturedDatabase database, CapturedDatabase.Table table);
    }

    private final transient Proposing proposing;
    private transient @Nullable List<CapturedDatabase> shown;

    CaptureTable(Proposing proposing) {
        this.proposing = proposing;
    }

    void show(List<CapturedDatabase> databases) {
        if (databases.equals(shown)) {
            return;
        }
        shown = databases;
        removeAll();
        if (databases.isEmpty()) {
            add(new Empty("No database is captured", "A source of kind postgres makes a table's changes into events."));
            return;
        }
        Div table = Line.table("Captured databases");
        table.add(Line.head(
                "capture",
                new Span("State"),
                new Span("Database and table"),
                new Span("Becomes"),
                Line.right(new Span("Rows read")),
                Line.right(new Span("Behind")),
                new Span("Columns")));
        databases.forEach(database -> {
            table.add(line(database));
            database.tables().forEach(each -> table.add(line(database, each)));
        });
        add(table);
    }

    private static Line line(CapturedDatabase database) {
        Div what = new Div(new Div(Text.name(database.source()), Text.small(" " + database.workspace())));
        database.trouble().ifPresent(trouble -> {
            Span text = Text.small(trouble);
            text.addClassName("tm-bad");
            what.add(new Div(text));
        });
        Line line = Line.of(
                "capture",
                new Span(Standing.of(database.state()).show(new Mark())),
                what,
                Text.small(events(database)),
                Line.right(new Span()),
                Line.right(behind(database)),
                new Span());
        line.setId("capture-" + database.source());
        return line;
    }

    private static String events(CapturedDatabase database) {
        String events = Quantities.count(database.events()) + " events since the process started";
        return database.quarantined() == 0
                ? events
                : events + ", " + Quantities.count(database.quarantined()) + " to quarantine";
    }

    private static Component behind(CapturedDatabase database) {
        Div behind = new Div(Text.plain(database.behind().map(Durations::words).orElse("—")));
        database.retainedBytes().ifPresent(bytes -> behind.add(new Div(Text.small(Quantities.bytes(bytes) + " kept"))));
        return behind;
    }

    private Line line(CapturedDatabase database, CapturedDatabase.Table table) {
        Line line = Line.of(
                "capture",
                new Span(),
                Text.plain(table.name()),
                new Anchor("schemas/" + table.event(), table.event()),
                Line.right(new Span(Quantities.count(table.rows()))),
                Line.right(new Span()),
                columns(database, table));
        line.setId("capture-" + database.source() + "-" + table.name());
        return line;
    }

    private Component columns(CapturedDatabase database, CapturedDatabase.Table table) {
        Div columns = new Div();
        if (!table.unknownColumns().isEmpty()) {
            columns.add(new Div(new Mark()
                    .show(
                            Mark.Tone.WARN,
                            "no field for " + String.join(", ", table.unknownColumns()),
                            "Changes of this table wait in quarantine until the event's schema has the field")));
            proposing.button(database, table).ifPresent(columns::add);
        }
        if (!table.unfilledFields().isEmpty()) {
            columns.add(new Div(Text.small("no column for " + String.join(", ", table.unfilledFields()))));
        }
        if (columns.getComponentCount() == 0) {
            columns.add(Text.small("all have their field"));
        }
        return columns;
    }
}
