package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.html.Span;

/** How something stands: a shape, a colour and a word. */
public final class Mark extends Span {

    private static final long serialVersionUID = 1L;

    /** The four ways to stand, from nothing to do to somebody should look. */
    public enum Tone {
        GOOD("fresh"),
        IDLE("unknown"),
        WARN("late"),
        BAD("broken");

        private final String style;

        Tone(String style) {
            this.style = style;
        }
    }

    private final Span shape = new Span();
    private final Span word = new Span();

    public Mark() {
        add(shape, word);
        show(Tone.IDLE, "", "");
    }

    /**
     * @param meaning shown on hover
     */
    public Mark show(Tone tone, String says, String meaning) {
        getElement().setAttribute("class", "tm-state " + tone.style);
        getElement().setAttribute("title", meaning);
        shape.getElement().setAttribute("class", "tm-mark " + tone.style);
        word.setText(says);
        return this;
    }
}
