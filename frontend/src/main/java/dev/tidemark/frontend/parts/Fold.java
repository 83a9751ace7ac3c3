package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeDetails;

/** Something that is one click away. */
public final class Fold extends NativeDetails {

    private static final long serialVersionUID = 1L;

    public Fold(String summary, Component content) {
        super(summary, content);
        addClassName("tm-fold");
    }
}
