package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.Facts;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.incidents.Incident;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the check says: names and values as it gave them. */
final class EvidenceCard extends Section {

    private static final long serialVersionUID = 1L;

    private final Facts facts = new Facts();
    private transient Map<String, Object> shown = Map.of();

    EvidenceCard() {
        Card card = new Card("What the check says");
        card.padded(facts);
        add(card);
    }

    void show(Incident incident) {
        if (incident.evidence().equals(shown)) {
            return;
        }
        shown = incident.evidence();
        facts.clear();
        new TreeMap<>(shown).forEach((name, value) -> facts.put(name.replace('_', ' '), component(value)));
    }

    private static Component component(Object value) {
        if (value instanceof Collection<?> all) {
            Div list = new Div();
            list.addClassName("tm-evidence");
            all.forEach(each -> list.add(component(each)));
            return list;
        }
        if (value instanceof Map<?, ?> members) {
            return Text.plain(members.entrySet().stream()
                    .map(each -> each.getKey().toString().replace('_', ' ') + ": " + words(each.getValue()))
                    .collect(Collectors.joining(" · ")));
        }
        String text = String.valueOf(value);
        try {
            return new When(Instant.parse(text), When.Form.FULL);
        } catch (DateTimeException e) {
            return Text.plain(words(value));
        }
    }

    private static String words(Object value) {
        return value instanceof Collection<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : Durations.inWords(String.valueOf(value));
    }
}
