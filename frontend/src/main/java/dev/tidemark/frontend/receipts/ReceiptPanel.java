package dev.tidemark.frontend.receipts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.router.Cost;
import dev.tidemark.router.Notice;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why this number? Everything the receipt says, in the order in which people ask. */
public final class ReceiptPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final Anchor id = new Anchor();
    private final Div none = new Div();
    private final Div body = new Div();
    private final Div notices = part();
    private final Facts facts = new Facts();
    private final SpanBar bar = new SpanBar();
    private final Div spans = new Div();
    private final Div why = new Div();
    private final UnorderedList rejected = new UnorderedList();
    private final H3 rejectedTitle = new H3();
    private final Facts cost = new Facts();
    private final Div definitions = new Div();
    private final transient List<SpanRow> rows = new ArrayList<>();
    private transient List<Rejected> shownRejected = List.of();

    public ReceiptPanel() {
        addClassNames("tm-card", "tm-receipt");
        getElement().setAttribute("aria-label", "Receipt");
        id.addClassNames("tm-mono", "tm-faint", "tm-cut");
        id.getStyle().set("margin-left", "auto");
        id.getElement().setAttribute("title", "This receipt as a document; it is kept for 30 days");
        id.setRouterIgnore(true);
        add(new Header(new H2("Receipt"), id));
        rejected.addClassName("tm-rejected");
        spans.getStyle().set("margin-top", "8px");
        Div ways = part(rejectedTitle, rejected);
        body.add(
                notices,
                part(facts),
                part(new H3("Which store answered which time"), bar, spans, why),
                ways,
                part(new H3("Cost"), cost),
                part(new H3("Definition"), definitions));
        body.setVisible(false);
        add(none, body);
        none("The receipt comes with the answer", "It says which stores answered, and how complete they are.");
    }

    /** Says why there is no receipt to show. */
    public void none(String what, String next) {
        none.removeAll();
        none.add(new Empty(what, next));
        none.setVisible(true);
        body.setVisible(false);
        id.setVisible(false);
    }

    public void show(Receipt receipt) {
        none.setVisible(false);
        body.setVisible(true);
        id.setVisible(true);
        id.setText(receipt.id());
        id.setHref("/api/v1/receipts/" + receipt.id());
        showNotices(receipt.notices());
        showFacts(receipt);
        bar.show(receipt);
        showSpans(receipt.spans());
        why.removeAll();
        receipt.why().forEach(chosen -> why.add(new Div(Text.small(Durations.inWords(chosen.detail())))));
        showRejected(receipt.rejected());
        showCost(receipt.cost());
        definitions.removeAll();
        receipt.definitions()
                .forEach(use -> definitions.add(new Div(Text.mono(use.metric() + "@" + use.version() + " · "
                        + use.commit().substring(0, Math.min(9, use.commit().length()))))));
    }

    private void showFacts(Receipt receipt) {
        facts.clear();
        facts.put("Complete through", new When(receipt.completeThrough(), When.Form.FULL));
        facts.put("That is", new When(receipt.completeThrough(), When.Form.AGO));
        facts.put("Fresh through", new When(receipt.freshThrough(), When.Form.FULL));
        facts.put("Asked", new When(receipt.asOf(), When.Form.FULL));
        Long late = receipt.completeness().lateRowsPending();
        facts.put(
                "Completeness",
                percent(receipt.completeness().ratio()) + " by "
                        + receipt.completeness().basis());
        facts.put("Late rows pending", late == null ? "not counted" : late == 0 ? "none" : String.valueOf(late));
        facts.put("Exactness", receipt.exactness().name().toLowerCase(Locale.ROOT));
        if (!receipt.policies().isEmpty()) {
            facts.put("Policies", String.join(", ", receipt.policies()));
        }
        if (receipt.cache().equals("hit")) {
            facts.put("Cache", "hit");
        }
    }

    private void showNotices(List<Notice> all) {
        notices.removeAll();
        notices.setVisible(!all.isEmpty());
        all.forEach(notice -> {
            Div line = new Div(Text.plain(notice.text()));
            if (notice.kind().equals("incident") && notice.id() != null) {
                line.add(new Anchor("incidents/" + notice.id(), "Incident #" + notice.id()));
            }
            line.addClassName("tm-notice");
            notices.add(line);
        });
    }

    private void showSpans(List<Span> all) {
        if (rows.size() != all.size()) {
            rows.clear();
            spans.removeAll();
            all.forEach(span -> {
                SpanRow row = new SpanRow();
                rows.add(row);
                spans.add(row);
            });
        }
        for (int i = 0; i < all.size(); i++) {
            rows.get(i).show(all.get(i));
        }
    }

    private void showRejected(List<Rejected> all) {
        if (all.equals(shownRejected) && rejected.getChildren().findAny().isPresent()) {
            return;
        }
        shownRejected = all;
        rejectedTitle.setText(all.isEmpty() ? "No other way was possible" : "Ways not taken");
        rejected.removeAll();
        all.forEach(way -> rejected.add(new ListItem(
                Text.plain(way.candidate()),
                Text.pill(way.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                Text.small(Durations.inWords(way.detail())))));
    }

    private void showCost(Cost price) {
        cost.clear();
        cost.put("Estimated", price.estimated().toPlainString() + " " + price.currency());
        BigDecimal actual = price.actual();
        if (actual != null) {
            cost.put("Actual", actual.toPlainString() + " " + price.currency());
        }
        cost.put("Charged to", price.chargedTo());
    }

    private static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2)
                        .setScale(2, RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    private static Div part(Component... content) {
        Div part = new Div(content);
        part.addClassName("tm-part");
        return part;
    }
}
