package dev.tidemark.frontend.explore;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.Latest;
import dev.tidemark.frontend.parts.Durations;
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
    /** Ticks of the clock between the two decisions are no difference. */
    private static final Duration TELLING = Duration.ofSeconds(10);

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
        supposed.suppositions()
                .forEach(sentence -> outcome.add(new Div(Text.small("If " + Durations.inWords(sentence)))));
        outcome.add(line("as it is", supposed.asked()), line("as it would be", supposed.supposed()));
        Explanation now = supposed.asked().explanation();
        Explanation then = supposed.supposed().explanation();
        if (now != null && then != null && supposed.saves() != null) {
            outcome.add(verdict(supposed.saves(), now, then));
        }
    }

    private void fail(Throwable thrown) {
        outcome.removeAll();
        outcome.add(ProblemNote.of(thrown));
    }

    /** What is cheaper only because it is older is no saving, so the two are said together. */
    private static Div verdict(BigDecimal saves, Explanation now, Explanation then) {
        Duration older = Duration.between(then.completeThrough(), now.completeThrough());
        boolean asComplete = older.compareTo(TELLING) < 0;
        Div verdict = new Div(price(saves, now.cost().currency(), asComplete));
        verdict.addClassName("tm-line");
        if (!asComplete) {
            verdict.add(Text.pill("would be complete through " + Durations.words(older) + " earlier", "warn"));
        }
        return verdict;
    }

    private static Span price(BigDecimal saves, String currency, boolean asComplete) {
        String difference = saves.abs().toPlainString() + " " + currency;
        return switch (saves.signum()) {
            case 1 ->
                asComplete ? Text.pill("would save " + difference, "good") : Text.pill("would save " + difference);
            case -1 -> Text.pill("would cost " + difference + " more", "warn");
            default -> Text.pill("would cost the same");
        };
    }

    private static Div line(String name, Supposed.Outcome outcome) {
        Div line = new Div(Text.small(name));
        line.addClassName("tm-route-line");
        Explanation way = outcome.explanation();
        if (way == null) {
            line.add(Text.pill("refused", "warn"), Text.plain(Durations.inWords(String.valueOf(outcome.detail()))));
            Anchor page = new Anchor("/problems/" + outcome.code(), "what to do");
            page.setRouterIgnore(true);
            line.add(page);
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
