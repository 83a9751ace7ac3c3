package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/** The field that a page is searched with, as one types. */
public final class Search {

    private static final int QUIET_MILLIS = 120;

    private Search() {}

    /**
     * @param label what screen readers call it
     * @param typed shows what was found
     */
    public static TextField field(String placeholder, String label, Runnable typed) {
        TextField field = new TextField();
        field.setPlaceholder(placeholder);
        field.setAriaLabel(label);
        field.addClassName("tm-search");
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(QUIET_MILLIS);
        field.getElement().setAttribute("data-search", "page");
        field.addValueChangeListener(change -> typed.run());
        return field;
    }
}
