package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A choice of one among few, all of them in sight. */
public final class Segments<T> extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Map<T, NativeButton> buttons = new LinkedHashMap<>();
    private T chosen;

    public Segments(String label, List<T> choices, T chosen, Function<T, String> text, Consumer<T> onChoice) {
        addClassName("tm-seg");
        getElement().setAttribute("role", "group").setAttribute("aria-label", label);
        this.chosen = chosen;
        for (T choice : choices) {
            NativeButton button = new NativeButton(text.apply(choice), click -> {
                choose(choice);
                onChoice.accept(choice);
            });
            button.getElement().setAttribute("type", "button");
            buttons.put(choice, button);
            add(button);
        }
        mark();
    }

    public T chosen() {
        return chosen;
    }

    /** Shows {@code choice} as chosen without telling anybody. */
    public void choose(T choice) {
        chosen = choice;
        mark();
    }

    /** Puts the keyboard on the chosen one. */
    public void focusChosen() {
        Optional.ofNullable(buttons.get(chosen)).ifPresent(NativeButton::focus);
    }

    private void mark() {
        buttons.forEach((choice, button) ->
                button.getElement().setAttribute("aria-pressed", String.valueOf(choice.equals(chosen))));
    }
}
