package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the checks have to say, the worst first. */
final class FindingsList extends Section {

    private static final long serialVersionUID = 1L;

    private final Div list = new Div();
    private final Span sum = Text.small("");

    FindingsList() {
        Card card = new Card("Checks").with(sum);
        list.addClassName("tm-findings");
        card.add(list);
        add(card);
    }

    void show(Map<String, List<Finding>> findings, List<String> conflicts) {
        list.removeAll();
        conflicts.forEach(path -> list.add(finding(
                Mark.Tone.BAD,
                "conflict",
                path,
                "Somebody else changed the same lines since. Change the proposal to fit them.")));
        findings.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .forEach(found ->
                        list.add(finding(tone(found.level()), word(found.level()), found.where(), found.text())));
        long quiet = findings.values().stream().filter(List::isEmpty).count();
        sum.setText(quiet + " of " + findings.size() + " have nothing to say");
        if (list.getComponentCount() == 0) {
            list.add(finding(
                    Mark.Tone.GOOD, "sound", "", "Looked at by: " + String.join(", ", findings.keySet()) + "."));
        }
    }

    private static Div finding(Mark.Tone tone, String word, String where, String text) {
        Div line = new Div(new Mark().show(tone, word, ""), new Div(new Span(text), Text.mono(where)));
        line.addClassName("tm-finding");
        return line;
    }

    private static Mark.Tone tone(Finding.Level level) {
        return switch (level) {
            case NOTE -> Mark.Tone.GOOD;
            case WARNING -> Mark.Tone.WARN;
            case FAULT -> Mark.Tone.BAD;
        };
    }

    private static String word(Finding.Level level) {
        return switch (level) {
            case NOTE -> "note";
            case WARNING -> "warning";
            case FAULT -> "fault";
        };
    }
}
