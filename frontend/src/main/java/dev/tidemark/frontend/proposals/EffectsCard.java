package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Text;
import java.util.List;

/** What a change does to what others rely on. */
final class EffectsCard extends Section {

    private static final long serialVersionUID = 1L;

    private final Div table = Line.table("Effects");

    EffectsCard() {
        Card card = new Card("What it does");
        card.add(table);
        add(card);
    }

    void show(List<Effect> effects) {
        table.removeAll();
        if (effects.isEmpty()) {
            table.add(new Empty(
                    "Nothing that others could notice", "No metric, table, source or schema is another one."));
            return;
        }
        table.add(
                Line.head("tm-effects", new Span("Weight"), new Span("What"), new Span("Becomes"), new Span("Owner")));
        effects.forEach(effect -> table.add(Line.of(
                "tm-effects",
                weight(effect),
                new Div(name(effect), Text.small(effect.kind() + " · " + effect.workspace())),
                new Span(effect.text()),
                Text.muted(effect.owner().orElse("nobody")))));
    }

    private static Component name(Effect effect) {
        if (effect.kind().equals("metric")) {
            Anchor link = new Anchor("metrics/" + effect.name() + "?workspace=" + effect.workspace(), effect.name());
            link.addClassName("tm-name");
            return link;
        }
        return Text.name(effect.name());
    }

    private static Component weight(Effect effect) {
        return switch (effect.weight()) {
            case WORDING -> Text.pill("wording");
            case ADDITIVE -> Text.pill("adds", "good");
            case CHANGES_NUMBERS -> Text.pill("other numbers", "warn");
            case BREAKING -> Text.pill("breaks", "bad");
        };
    }
}
