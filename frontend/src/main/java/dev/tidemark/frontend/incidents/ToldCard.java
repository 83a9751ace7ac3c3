package dev.tidemark.frontend.incidents;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.incidents.Delivery;
import java.util.List;

/** Who was told of what, and whether it arrived. */
final class ToldCard extends Section {

    private static final long serialVersionUID = 1L;

    private final Div list = new Div();

    ToldCard() {
        Card card = new Card("Who was told");
        card.add(list);
        add(card);
    }

    void show(List<Delivery> told) {
        list.removeAll();
        list.add(
                told.isEmpty()
                        ? new Empty(
                                "Nobody was told.",
                                "An administrator decides who is: no subscription wants to know of this.")
                        : DeliveryTable.of(told, Delivery::subscription));
    }
}
