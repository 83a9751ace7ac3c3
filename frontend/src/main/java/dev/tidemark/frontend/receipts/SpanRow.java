package dev.tidemark.frontend.receipts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.Quantities;

/** What one store did for an answer; the SQL is one click away. */
final class SpanRow extends Div {

    private static final long serialVersionUID = 1L;

    private final Span store = new Span();
    private final Span took = new Span();
    private final Span table = new Span();
    private final Span read = new Span();
    private final Pre sql = new Pre();

    SpanRow() {
        addClassName("tm-span-row");
        took.addClassNames("tm-muted", "tm-num");
        Div first = new Div(store, took);
        first.addClassName("tm-line");
        table.addClassNames("tm-small", "tm-mono");
        read.addClassName("tm-small");
        read.addClassName("tm-num");
        sql.addClassNames("tm-code", "wrap");
        Fold fold = new Fold("SQL", sql);
        fold.getStyle().set("border", "0").set("margin", "0 -14px");
        add(first, table, read, fold);
    }

    void show(dev.tidemark.router.Span span) {
        store.setText(span.store() + " · " + span.engine());
        store.getElement().setAttribute("class", "tm-store " + span.store());
        took.setText(span.millis() + " ms");
        Long snapshot = span.snapshot();
        table.setText(span.table() + (snapshot == null ? "" : " @ " + snapshot));
        if (span.offsets() != null) {
            table.getElement().setAttribute("title", "Next offsets: " + span.offsets());
        }
        read.setText(Quantities.count(span.rows()) + " rows · " + Quantities.bytes(span.bytes()) + " read");
        sql.setText(span.sql());
    }
}
