package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A line of a table whose columns are a CSS grid; screen readers hear a table. */
public final class Line extends Div {

    private static final long serialVersionUID = 1L;

    private Line(String kind, String role, Component... cells) {
        super(cells);
        addClassNames("tm-row", kind);
        getElement().setAttribute("role", "row");
        for (Component cell : cells) {
            cell.getElement().setAttribute("role", role);
        }
    }

    /**
     * @param kind the style that has the columns
     */
    public static Line of(String kind, Component... cells) {
        return new Line(kind, "cell", cells);
    }

    public static Line head(String kind, Component... cells) {
        Line line = new Line(kind, "columnheader", cells);
        line.addClassName("head");
        return line;
    }

    /** An empty table to put lines into. */
    public static Div table(String label) {
        Div table = new Div();
        table.addClassName("tm-rows");
        table.getElement().setAttribute("role", "table").setAttribute("aria-label", label);
        return table;
    }

    /** A cell of numbers, or the head of one. */
    public static Span right(Component... content) {
        Span cell = new Span(content);
        cell.addClassNames("tm-right", "tm-num");
        return cell;
    }

    /** A cell with a second, quieter line. */
    public static Div two(Component first, Component second) {
        return new Div(new Div(first), new Div(second));
    }
}
