package dev.tidemark.frontend.proposals;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.function.Consumer;

/** A button that asks for words first. */
final class ReasonButton extends Div {

    private static final long serialVersionUID = 1L;

    /**
     * @param go told the words, which may be empty
     */
    ReasonButton(String text, Consumer<String> go) {
        TextArea reason = new TextArea("Why");
        reason.setWidthFull();
        Button confirm = new Button(text, click -> go.accept(reason.getValue()));
        confirm.addThemeVariants(ButtonVariant.LUMO_ERROR);
        Div form = new Div(reason, confirm);
        form.addClassName("tm-reason");
        form.setVisible(false);
        Button open = new Button(text + "…");
        open.addClickListener(click -> {
            form.setVisible(!form.isVisible());
            reason.focus();
        });
        add(open, form);
    }
}
