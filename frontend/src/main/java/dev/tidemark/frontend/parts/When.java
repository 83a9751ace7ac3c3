package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.Optional;

/** A time in the viewer's zone, with UTC on hover. Ages tick in the browser. */
@Tag("tm-time")
public final class When extends com.vaadin.flow.component.Component {

    private static final long serialVersionUID = 1L;

    /** How a time is written. */
    public enum Form {
        /** 12 s, 3 h 05 min: how long ago. */
        AGE,
        /** 12 s ago. */
        AGO,
        /** in 3 min; "due" when it has passed. */
        UNTIL,
        /** 14:05:09. */
        CLOCK,
        /** 14:05:09.123. */
        MILLIS,
        /** 24 Nov. */
        DAY,
        /** 24 Nov 14:05:09. */
        FULL,
        /** The clock today, with the day before it otherwise. */
        SMART
    }

    public When(Instant at, Form form) {
        getElement().setAttribute("mode", form.name().toLowerCase(java.util.Locale.ROOT));
        set(at);
    }

    /** The epoch is how tables that hold nothing say how far they are complete: it is no time to show. */
    public void set(Instant at) {
        getElement().setAttribute("at", at.equals(Instant.EPOCH) ? "" : at.toString());
    }

    /** A dash where there is no time to show. */
    public static com.vaadin.flow.component.Component of(Optional<Instant> at, Form form) {
        return at.<com.vaadin.flow.component.Component>map(time -> new When(time, form))
                .orElseGet(() -> new Span("—"));
    }
}
