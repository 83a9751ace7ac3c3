package dev.tidemark.frontend.freshness;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.tidemark.frontend.Beat;
import dev.tidemark.frontend.Live;
import dev.tidemark.frontend.parts.Card;
import dev.tidemark.frontend.parts.Empty;
import dev.tidemark.frontend.parts.ProblemNote;
import dev.tidemark.quality.Journey;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.Stage;
import java.time.Duration;
import java.util.Optional;

/** Picks an event and follows it until it has arrived everywhere. */
final class JourneyPanel extends Div {

    private static final long serialVersionUID = 1L;

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final TextField id = new TextField();
    private final Div body = new Div();
    private final Span what = new Span();
    private final transient Live<Optional<Journey>> live;
    private volatile String asked = "";
    private volatile boolean arrived;

    JourneyPanel(Journeys journeys) {
        id.setPlaceholder("Paste an event id");
        id.setAriaLabel("Event id");
        id.setClearButtonVisible(true);
        id.setWidth("290px");
        id.addKeyPressListener(Key.ENTER, pressed -> follow(id.getValue().strip()));
        Button latest = new Button("Latest event", click -> {
            id.clear();
            follow("");
        });
        what.addClassNames("tm-muted", "tm-small");
        Card card = new Card("The way of one event").with(what, id, latest);
        card.add(body);
        add(card);
        live = new Live<>(this, () -> asked.isEmpty() ? journeys.latest() : journeys.of(asked), this::show, thrown -> {
            arrived = true;
            body.removeAll();
            Div padded = new Div(ProblemNote.of(thrown));
            padded.addClassName("tm-body");
            padded.getStyle().set("padding", "14px");
            body.add(padded);
        });
        body.add(new Empty("Looking for the event…", "Asking the stores how far it has come."));
        Beat.every(LOOK, this, () -> {
            if (!arrived) {
                live.refresh();
            }
        });
    }

    void startWith(String eventId) {
        asked = eventId;
        id.setValue(eventId);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        live.refresh();
    }

    private void follow(String eventId) {
        asked = eventId;
        arrived = false;
        live.refresh();
    }

    private void show(Optional<Journey> found) {
        body.removeAll();
        if (found.isEmpty()) {
            what.setText("");
            body.add(
                    asked.isEmpty()
                            ? new Empty(
                                    "No event has arrived yet",
                                    "Send one to the collector, or start the demo generator.")
                            : new Empty(
                                    "No store has the event " + asked,
                                    "It may still be on its way (this page keeps looking), or the collector rejected it, or it was sent to quarantine."));
            return;
        }
        Journey journey = found.get();
        if (asked.isEmpty()) {
            // From now on it is this event that is followed, not whichever is the latest.
            asked = journey.eventId();
        }
        arrived = journey.hops().stream().allMatch(hop -> hop.at().isPresent());
        what.setText(journey.eventType() + " from " + journey.source() + " · events." + journey.family() + " partition "
                + journey.partition() + " offset " + journey.offset());
        if (id.isEmpty()) {
            id.setValue(journey.eventId());
        }
        body.add(new JourneyBars(journey));
        getElement()
                .setAttribute(
                        "data-arrived",
                        String.valueOf(journey.hop(Stage.MODELED).isPresent() && arrived));
    }
}
