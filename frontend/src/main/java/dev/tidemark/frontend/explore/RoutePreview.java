package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Fold;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.Supposed;
import dev.tidemark.router.WhatIf;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/** Before anything runs: which stores would answer, for what price, how fresh; which ways are not taken; the SQL. */
final class RoutePreview extends Div {

    private static final long serialVersionUID = 1L;

    private final Div summary = new Div();
    private final Div details = new Div();
    private final Div problem = new Div();
    private boolean routeOpen;
    private boolean sqlOpen;
    private boolean whatIfOpen;
    private final transient Function<WhatIf, Callable<Supposed>> whatIf;

    /**
     * @param whatIf decides once more about the question that is picked; see {@link WhatIfPane}
     */
    RoutePreview(Function<WhatIf, Callable<Supposed>> whatIf) {
        this.whatIf = whatIf;
        addClassName("tm-route");
        summary.addClassName("tm-route-line");
        summary.getElement().setAttribute("role", "status").setAttribute("aria-label", "Route, price and freshness");
        details.addClassName("tm-route-details");
        add(summary, details, problem);
    }

    /** Nothing is picked that could be priced. */
    void nothing() {
        clear();
        summary.add(Text.muted(
                "Pick a metric: the route, the price and the freshness are shown here before anything runs."));
    }

    /** The shown way is of an older question. */
    void outdated() {
        summary.addClassName("tm-stale");
        if (summary.getComponentCount() == 0) {
            summary.add(Text.muted("Looking for the best way…"));
        }
    }

    void show(Explanation way) {
        clear();
        stores(way).forEach(summary::add);
        summary.add(fact(
                "estimated",
                Text.plain(way.cost().estimated().toPlainString() + " "
                        + way.cost().currency())));
        summary.add(fact("charged to", Text.plain(way.cost().chargedTo())));
        summary.add(fact(
                "complete through",
                new Span(
                        new When(way.completeThrough(), When.Form.SMART),
                        Text.plain(" · "),
                        new When(way.completeThrough(), When.Form.AGO))));
        details.add(whyThisWay(way), sqlOf(way), whatIf(way));
        way.notices().forEach(notice -> problem.add(noticeLine(notice.text())));
    }

    void fail(Throwable thrown) {
        clear();
        problem.add(ProblemNote.of(thrown));
    }

    private void clear() {
        summary.removeClassName("tm-stale");
        summary.removeAll();
        details.removeAll();
        problem.removeAll();
    }

    static Stream<Component> stores(Explanation way) {
        List<String> stores =
                way.spans().stream().map(span -> span.store()).distinct().toList();
        if (stores.isEmpty()) {
            return Stream.of(Text.muted("Nothing to read"));
        }
        return stores.stream().map(store -> {
            Span mark = new Span(store);
            mark.addClassNames("tm-store", store);
            return mark;
        });
    }

    static Span fact(String name, Component value) {
        Span fact = new Span(Text.small(name), value);
        fact.addClassName("tm-fact");
        return fact;
    }

    private static Div noticeLine(String text) {
        Div line = new Div(Text.plain(text));
        line.addClassName("tm-notice");
        return line;
    }

    private Fold whyThisWay(Explanation way) {
        UnorderedList ways = new UnorderedList();
        ways.addClassName("tm-rejected");
        way.why()
                .forEach(chosen -> ways.add(new ListItem(
                        Text.plain(chosen.candidate()),
                        Text.pill("taken", "good"),
                        Text.small(Durations.inWords(chosen.detail())))));
        way.rejected()
                .forEach(other -> ways.add(new ListItem(
                        Text.plain(other.candidate()),
                        Text.pill(other.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        Text.small(Durations.inWords(other.detail())))));
        Div body = new Div(ways);
        body.addClassName("tm-body");
        int others = way.rejected().size();
        Fold fold = new Fold(
                others == 0
                        ? "Why this way; no other was possible"
                        : "Why this way; " + (others == 1 ? "1 way" : others + " ways") + " not taken",
                body);
        fold.setOpen(routeOpen);
        fold.addToggleListener(toggle -> routeOpen = toggle.isOpened());
        return fold;
    }

    private Fold sqlOf(Explanation way) {
        Div body = new Div();
        body.addClassName("tm-sqls");
        way.spans().forEach(span -> {
            Span store = new Span(span.store() + " · " + span.engine());
            store.addClassNames("tm-store", span.store());
            Pre sql = new Pre(span.sql());
            sql.addClassNames("tm-code", "wrap");
            sql.getElement().setAttribute("tabindex", "0");
            Div head = new Div(store, Text.small(span.table()));
            head.addClassName("tm-line");
            body.add(new Div(head, sql));
        });
        Fold fold = new Fold(way.spans().size() == 1 ? "SQL" : "SQL per store", body);
        fold.setOpen(sqlOpen);
        fold.addToggleListener(toggle -> sqlOpen = toggle.isOpened());
        return fold;
    }

    private Fold whatIf(Explanation way) {
        Fold fold = new Fold("What if…", new WhatIfPane(way, whatIf));
        fold.setOpen(whatIfOpen);
        fold.addToggleListener(toggle -> whatIfOpen = toggle.isOpened());
        return fold;
    }
}
