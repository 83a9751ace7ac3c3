package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.html.Span;

/** Pieces of text in the weights the pages use. */
public final class Text {

    private Text() {}

    public static Span plain(String text) {
        return new Span(text);
    }

    public static Span small(String text) {
        return styled(text, "tm-small");
    }

    public static Span muted(String text) {
        return styled(text, "tm-muted");
    }

    public static Span mono(String text) {
        return styled(text, "tm-mono");
    }

    public static Span name(String text) {
        return styled(text, "tm-name");
    }

    /** A word in a rounded box. */
    public static Span pill(String text) {
        return styled(text, "tm-pill");
    }

    /**
     * @param kind {@code good}, {@code warn}, {@code bad}, {@code accent} or {@code certified}
     */
    public static Span pill(String text, String kind) {
        Span pill = pill(text);
        pill.addClassName(kind);
        return pill;
    }

    private static Span styled(String text, String style) {
        Span span = new Span(text);
        span.addClassName(style);
        return span;
    }
}
