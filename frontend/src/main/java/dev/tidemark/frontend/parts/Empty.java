package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** What is shown where there is nothing yet: what that means, and what to do next. */
public final class Empty extends Div {

    private static final long serialVersionUID = 1L;

    public Empty(String what, String next) {
        addClassName("tm-empty");
        Element strong = new Element("strong");
        strong.setText(what);
        getElement().appendChild(strong);
        add(new Span(next));
    }
}
