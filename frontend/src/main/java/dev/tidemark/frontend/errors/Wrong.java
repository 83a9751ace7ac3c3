package dev.tidemark.frontend.errors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** The body of an error page: what happened, what to do, and two ways out. */
final class Wrong extends Div {

    private static final long serialVersionUID = 1L;

    Wrong(String status, String title, String what, String next) {
        this(status, title, what, new Span(next));
    }

    /**
     * @param next what to do now; may have links
     */
    Wrong(String status, String title, String what, Component next) {
        addClassName("tm-wrong");
        Span code = new Span(status);
        code.addClassName("tm-status");
        Paragraph remedy = new Paragraph(next);
        remedy.addClassName("tm-muted");
        Nav ways = new Nav(
                new Anchor("", "Home"),
                new Anchor("metrics", "Metrics"),
                new Anchor("freshness", "Freshness"),
                new Anchor("pipelines", "Pipelines"));
        add(new Div(code, new H1(title), new Paragraph(what), remedy, ways));
    }
}
