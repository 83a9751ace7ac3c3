package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tidemark.definitions.proposals.Step;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import java.util.List;
import java.util.function.Consumer;

/** What happened and what was said, the oldest first, and a place to say more. */
final class HistoryCard extends Section {

    private static final long serialVersionUID = 1L;

    private final Div list = new Div();
    private final TextArea words = new TextArea();
    private final Div form;

    /**
     * @param say told what somebody has written
     */
    HistoryCard(Consumer<String> say) {
        Card card = new Card("Conversation");
        list.addClassName("tm-history");
        words.setPlaceholder("Ask or remark something");
        words.setAriaLabel("A comment");
        Button send = new Button("Comment", click -> {
            say.accept(words.getValue());
            words.clear();
        });
        form = new Div(words, send);
        form.addClassName("tm-comment");
        card.add(list, form);
        add(card);
    }

    void show(List<Step> history, boolean open) {
        form.setVisible(open);
        list.removeAll();
        for (Step step : history) {
            Div what = new Div(Text.name(step.who()), new Span(words(step)), new When(step.at(), When.Form.AGO));
            Div line = new Div(what);
            if (!step.text().isEmpty()) {
                Div said = new Div(new Span(step.text()));
                said.addClassName("tm-said");
                line.add(said);
            }
            list.add(line);
        }
    }

    private static String words(Step step) {
        return switch (step.kind()) {
            case OPENED -> "proposed it";
            case CHANGED -> "changed it";
            case COMMENTED -> "said";
            case APPROVED -> "signed it";
            case REJECTED -> "rejected it";
            case WITHDRAWN -> "took it back";
            case PUBLISHED -> "published it";
        };
    }
}
