package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** A titled surface. What is added to it goes below its header. */
public final class Card extends Section {

    private static final long serialVersionUID = 1L;

    private final Header header = new Header();
    private final Div tools = new Div();

    public Card(String title) {
        addClassName("tm-card");
        H2 heading = new H2(title);
        Span grow = new Span();
        grow.addClassName("tm-grow");
        tools.addClassName("tm-controls");
        header.add(heading, grow, tools);
        super.add(header);
        getElement().setAttribute("aria-label", title);
    }

    /** Puts controls or a remark at the end of the header. */
    public Card with(Component... controls) {
        tools.add(controls);
        return this;
    }

    /** Puts content below the header with the usual space around it. */
    public Card padded(Component... content) {
        Div body = new Div(content);
        body.addClassName("tm-body");
        add(body);
        return this;
    }
}
