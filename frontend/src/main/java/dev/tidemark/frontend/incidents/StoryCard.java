package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.incidents.Step;
import java.util.List;
import java.util.function.Consumer;

/** What happened, the oldest first, and a place to say more. */
final class StoryCard extends Section {

    private static final long serialVersionUID = 1L;

    private final Div list = new Div();
    private final TextArea words = new TextArea();
    private final Div trouble = new Div();
    private transient List<Step> shown = List.of();

    /**
     * @param say told what somebody has written; may throw a problem
     */
    StoryCard(boolean mayComment, Consumer<String> say) {
        Card card = new Card("What happened");
        list.addClassName("tm-history");
        card.add(list, trouble);
        if (mayComment) {
            words.setPlaceholder("Say what you found");
            words.setAriaLabel("A comment");
            Button send = new Button("Comment", click -> comment(say));
            Div form = new Div(words, send);
            form.addClassName("tm-comment");
            card.add(form);
        }
        add(card);
    }

    private void comment(Consumer<String> say) {
        trouble.removeAll();
        try {
            say.accept(words.getValue());
            words.clear();
        } catch (RuntimeException e) {
            trouble.add(ProblemNote.of(e));
        }
    }

    void show(List<Step> trail) {
        if (trail.equals(shown)) {
            return;
        }
        shown = trail;
        list.removeAll();
        for (Step step : trail) {
            Div line =
                    new Div(new Div(Text.name(step.who()), new Span(words(step)), new When(step.at(), When.Form.AGO)));
            if (!step.words().isEmpty()) {
                Div said = new Div(new Span(step.words()));
                said.addClassName("tm-said");
                line.add(said);
            }
            list.add(line);
        }
    }

    private static String words(Step step) {
        return switch (step.kind()) {
            case OPENED -> "opened it";
            case WORSENED -> "found it worse";
            case ACKNOWLEDGED -> "knows of it";
            case ASSIGNED -> "assigned it";
            case COMMENTED -> "said";
            case RESOLVED -> "resolved it";
        };
    }
}
