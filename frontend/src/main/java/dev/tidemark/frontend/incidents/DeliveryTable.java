package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Line;
import dev.tidemark.frontend.parts.Text;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.incidents.Delivery;
import java.util.List;
import java.util.function.Function;

/** Notices and how far they have come. */
final class DeliveryTable {

    private static final String TEST = "test";

    private DeliveryTable() {}

    /**
     * @param subject what tells the notices apart in this place
     */
    static Div of(List<Delivery> deliveries, Function<Delivery, String> subject) {
        Div table = Line.table("Notices");
        table.add(Line.head(
                "tm-deliveries",
                new Span("State"),
                new Span("Notice"),
                new Span("Attempts"),
                new Span("Last error"),
                new Span("When")));
        deliveries.forEach(delivery -> table.add(line(delivery, subject)));
        return table;
    }

    private static Component line(Delivery delivery, Function<Delivery, String> subject) {
        return Line.of(
                "tm-deliveries",
                Standing.of(delivery),
                Line.two(
                        new Span(subject.apply(delivery)),
                        Text.small(delivery.change().equals(TEST) ? "" : delivery.change())),
                new Span(Integer.toString(delivery.attempts())),
                Text.small(delivery.lastError()),
                new When(delivery.sent().orElse(delivery.created()), When.Form.AGO));
    }
}
