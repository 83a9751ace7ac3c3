package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Names on the left, values on the right. */
public final class Facts extends DescriptionList {

    private static final long serialVersionUID = 1L;

    public Facts() {
        addClassName("tm-facts");
    }

    public void clear() {
        removeAll();
    }

    public void put(String name, String value) {
        put(name, new Span(value));
    }

    public void put(String name, Component value) {
        add(new Term(name), new Description(value));
    }
}
