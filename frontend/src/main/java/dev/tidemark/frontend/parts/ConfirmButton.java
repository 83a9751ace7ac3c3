package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.button.Button;

/** A button for what cannot be taken back: it asks, and does it when pressed once more; whoever goes elsewhere has not said yes. */
public final class ConfirmButton extends Button {

    private static final long serialVersionUID = 1L;

    private boolean asked;

    /**
     * @param question what is asked after the first press
     */
    public ConfirmButton(String text, String question, Runnable deed) {
        super(text);
        addClickListener(click -> {
            if (asked) {
                asked = false;
                setText(text);
                deed.run();
            } else {
                asked = true;
                setText(question);
            }
        });
        addBlurListener(left -> {
            asked = false;
            setText(text);
        });
    }
}
