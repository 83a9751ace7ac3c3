package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.Latest;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.router.Cost;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.Supposed;
import dev.tidemark.router.WhatIf;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The same question decided once more, with something otherwise: the way and the price as they are beside what they would be. */
final class WhatIfPane extends Div {

    private static final long serialVersionUID = 1L;
    private static final Duration RELAXED = Duration.ofHours(1);

    private final transient Function<WhatIf, Callable<Supposed>> decide;
    private final transient Latest<Supposed> decided;
    private final Div outcome = new Div();

    /**
     * @param decide called with the page locked; what it gives says what a supposition would change, and blocks
     */
    WhatIfPane(Explanation way, Function<WhatIf, Callable<Supposed>> decide) {
        this.decide = decide;
        addClassName("tm-body");
        Div choices = new Div();
        choices.addClassName("tm-controls");
        choices.add(
                choice(
                        "a table of these sums were there",
                        new WhatIf(new WhatIf.RollupIdea(null, null, null, null), null, List.of())),
                choice("an hour behind were good enough", new WhatIf(null, RELAXED, List.of())));
        way.spans().stream()
                .map(span -> span.store())
                .distinct()
                .map(store -> choice("the " + store + " store were away", new WhatIf(null, null, List.of(store))))
                .forEach(choices::add);
        outcome.addClassName("tm-what-if");
        outcome.getElement().setAttribute("role", "status").setAttribute("aria-label", "What would be otherwise");
        add(choices, outcome);
        decided = new Latest<>(this, this::show, this::fail);
    }

    private NativeButton choice(String words, WhatIf otherwise) {
        NativeButton choice = new NativeButton(words, click -> {
            outcome.removeAll();
            outcome.add(Text.muted("Deciding once more…"));
            decided.ask(Duration.ZERO, decide.apply(otherwise));
        });
        choice.addClassName("tm-quiet");
        choice.getElement().setAttribute("type", "button");
        return choice;
    }

    private void show(Supposed supposed) {
        outcome.removeAll();
        supposed.suppositions().forEach(sentence -> outcome.add(new Div(Text.small("If " + sentence))));
        outcome.add(line("as it is", supposed.asked()), line("as it would be", supposed.supposed()));
        if (supposed.saves() != null) {
            outcome.add(new Div(verdict(supposed.saves(), supposed)));
        }
    }

    private void fail(Throwable thrown) {
        outcome.removeAll();
        outcome.add(ProblemNote.of(thrown));
    }

    private static Component verdict(BigDecimal saves, Supposed supposed) {
        String currency = supposed.asked().explanation() == null
                ? ""
                : " " + supposed.asked().explanation().cost().currency();
        return switch (saves.signum()) {
            case 1 -> Text.pill("would save " + saves.toPlainString() + currency, "good");
            case -1 -> Text.pill("would cost " + saves.negate().toPlainString() + currency + " more", "warn");
            default -> Text.pill("would cost the same");
        };
    }

    private static Div line(String name, Supposed.Outcome outcome) {
        Div line = new Div(Text.small(name));
        line.addClassName("tm-route-line");
        Explanation way = outcome.explanation();
        if (way == null) {
            line.add(Text.pill("refused", "warn"), Text.plain(String.valueOf(outcome.detail())));
            return line;
        }
        RoutePreview.stores(way).forEach(line::add);
        Cost cost = way.cost();
        line.add(
                RoutePreview.fact("estimated", Text.plain(cost.estimated().toPlainString() + " " + cost.currency())),
                RoutePreview.fact("complete through", new Span(new When(way.completeThrough(), When.Form.SMART))));
        return line;
    }
}
