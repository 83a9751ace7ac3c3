package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.html.Div;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.Preview;
import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import java.util.List;
import java.util.stream.Collectors;

/** What the checks say of a draft, and whose consent it would need, in a few lines. */
public final class DraftChecks extends Div {

    private static final long serialVersionUID = 1L;

    public DraftChecks() {
        addClassName("tm-findings");
        getElement().setAttribute("role", "status").setAttribute("aria-label", "Checks");
    }

    /** @return whether nothing keeps the draft from being proposed */
    public boolean show(Preview preview) {
        removeAll();
        List<Finding> faults = preview.findings().values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.level() == Finding.Level.FAULT)
                .toList();
        faults.forEach(fault -> add(line(Mark.Tone.BAD, "fault", fault.text())));
        if (preview.files().isEmpty()) {
            add(line(Mark.Tone.IDLE, "nothing new", "This is saved already, word for word."));
        } else if (faults.isEmpty()) {
            add(line(Mark.Tone.GOOD, "sound", signed(preview)));
        }
        return faults.isEmpty() && !preview.files().isEmpty();
    }

    private static String signed(Preview preview) {
        String who = preview.signatures().stream()
                .map(SignaturesCard::who)
                .distinct()
                .collect(Collectors.joining(" and "));
        return who.isEmpty()
                ? "It needs nobody's consent."
                : "It is published when " + who + " consents, who is asked by the proposal.";
    }

    public void asking() {
        removeAll();
        add(Text.muted("Checking…"));
    }

    public void fail(Throwable thrown) {
        removeAll();
        add(ProblemNote.of(thrown));
    }

    private static Div line(Mark.Tone tone, String word, String text) {
        Div line = new Div(new Mark().show(tone, word, ""), Text.plain(text));
        line.addClassName("tm-finding");
        return line;
    }
}
