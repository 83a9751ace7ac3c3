package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.html.Span;
import dev.tidemark.quality.FreshnessState;
import org.jspecify.annotations.Nullable;

/** Fresh, late, broken or unknown: a shape, a colour and, unless it stands alone, a word. */
public final class StateMark extends Span {

    private static final long serialVersionUID = 1L;

    private final Span mark = new Span();
    private final Span word = new Span();
    private @Nullable FreshnessState shown;

    private StateMark(FreshnessState state, boolean silent) {
        mark.addClassName("tm-mark");
        add(mark);
        if (silent) {
            word.addClassName("tm-sr");
        }
        word.getElement().setAttribute("class", silent ? "tm-sr" : "tm-state-word");
        add(word);
        set(state);
    }

    public static StateMark withWord(FreshnessState state) {
        return new StateMark(state, false);
    }

    /** The word is there for screen readers and on hover only. */
    public static StateMark alone(FreshnessState state) {
        return new StateMark(state, true);
    }

    public void set(FreshnessState state) {
        if (state == shown) {
            return;
        }
        shown = state;
        getElement().setAttribute("class", "tm-state " + state.word());
        mark.getElement().setAttribute("class", "tm-mark " + state.word());
        word.setText(state.word());
        getElement().setAttribute("title", meaning(state));
    }

    private static String meaning(FreshnessState state) {
        return switch (state) {
            case FRESH -> "Fresh: complete through a time within its promise";
            case LATE -> "Late: behind its promise";
            case BROKEN -> "Broken: far behind its promise, or its store is unreachable";
            case UNKNOWN -> "Unknown: nothing has been heard of it yet";
        };
    }
}
