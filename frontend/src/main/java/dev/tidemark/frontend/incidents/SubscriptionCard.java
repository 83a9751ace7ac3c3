package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ConfirmButton;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subscription;
import dev.tidemark.router.Asker;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody who is told: of what, and whether it arrives. */
final class SubscriptionCard extends Section {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final Div deliveries = new Div();
    private final Div outcome = new Div();
    private transient List<Delivery> shown = List.of();

    /**
     * @param done called under the page's lock after something was done
     */
    SubscriptionCard(Subscription subscription, NoticeDesk desk, Asker asker, Runnable done) {
        Button attempt = new Button("Try it", click -> act(() -> desk.tryOut(subscription.id(), asker), done));
        attempt.setAriaLabel("Send a test to " + subscription.name());
        Button end = new ConfirmButton(
                "End", "End it for good?", () -> act(() -> desk.delete(subscription.id(), asker), done));
        end.setTooltipText("Nothing more goes to " + subscription.name());
        end.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
        Card card = new Card(subscription.name())
                .with(Text.pill(subscription.channel().word()), attempt, end);
        Facts facts = new Facts();
        facts.put("Goes to", Text.mono(subscription.target()));
        facts.put("About", words(subscription.filter().topics(), Subscription.Topic::word));
        facts.put("Checks", words(subscription.filter().checks(), Check::title));
        facts.put("Severities", words(subscription.filter().severities(), Severity::word));
        facts.put("Owners", words(subscription.filter().owners(), owner -> owner));
        facts.put("Added by", subscription.createdBy());
        card.padded(facts, outcome);
        card.add(deliveries);
        add(card);
        draw();
    }

    private static <T> String words(Collection<T> values, Function<T, String> word) {
        return values.isEmpty() ? "all" : values.stream().map(word).sorted().collect(Collectors.joining(", "));
    }

    SubscriptionCard show(List<Delivery> now) {
        if (!now.equals(shown)) {
            shown = now;
            draw();
        }
        return this;
    }

    private void draw() {
        deliveries.removeAll();
        deliveries.add(
                shown.isEmpty()
                        ? new Empty("Nothing was sent yet.", "Try it: a test goes the way that every notice goes.")
                        : DeliveryTable.of(shown.stream().limit(SHOWN).toList(), SubscriptionCard::subject));
    }

    private static String subject(Delivery delivery) {
        return delivery.incident()
                .map(incident -> "incident #" + incident)
                .or(() -> delivery.proposal().map(proposal -> "proposal #" + proposal))
                .orElse("a test");
    }

    private void act(Runnable deed, Runnable done) {
        outcome.removeAll();
        try {
            deed.run();
            done.run();
        } catch (RuntimeException e) {
            outcome.add(ProblemNote.of(e));
        }
    }
}
