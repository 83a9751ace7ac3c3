package dev.tidemark.frontend.freshness;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.Durations;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.quality.Hop;
import dev.tidemark.quality.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One bar per hop on a common axis of time. The axis is the square root of the time since the event was emitted: hops of
 * milliseconds and hops of minutes are then visible side by side.
 */
final class JourneyBars extends Div {

    private static final long serialVersionUID = 1L;

    JourneyBars(Journey journey) {
        addClassName("tm-journey");
        getElement().setAttribute("role", "list").setAttribute("aria-label", "Hops of event " + journey.eventId());
        Instant start = journey.hops().stream()
                .flatMap(hop -> hop.at().stream())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant end = journey.hops().stream()
                .flatMap(hop -> hop.at().stream())
                .max(Instant::compareTo)
                .orElse(start);
        double whole = Math.max(1, scale(Duration.between(start, end)));
        journey.hops().forEach(hop -> add(row(hop, start, whole)));
        Span note =
                new Span("Widths follow the square root of the time, so that milliseconds and minutes fit one picture. "
                        + "≤ means: seen there no later than.");
        note.addClassNames("tm-small");
        note.getStyle().set("padding", "6px 0 6px");
        add(note);
    }

    private static double scale(Duration since) {
        return Math.sqrt(Math.max(0, since.toMillis()));
    }

    private static Div row(Hop hop, Instant start, double whole) {
        Div row = new Div();
        row.addClassName("tm-hop");
        row.getElement().setAttribute("role", "listitem");
        Span name = new Span(capital(hop.stage().word()));
        Span place = new Span(hop.where());
        place.addClassName("tm-small");
        Div title = new Div(name, place);
        title.addClassName("tm-hop-name");
        Div track = new Div();
        track.addClassName("tm-track");
        Div took = new Div();
        took.addClassName("tm-hop-took");
        hop.at()
                .ifPresentOrElse(
                        at -> {
                            Duration step = hop.took().orElse(Duration.ZERO);
                            double right = scale(Duration.between(start, at)) / whole;
                            double left = scale(Duration.between(start, at.minus(step))) / whole;
                            track.getElement()
                                    .setProperty(
                                            "innerHTML",
                                            String.format(
                                                    Locale.ROOT,
                                                    "<i style=\"left:calc(%.2f%% - %dpx);width:%.2f%%\"></i>",
                                                    100 * left,
                                                    left > 0.98 ? 3 : 0,
                                                    100 * (right - left)));
                            took.add(bold(hop.took()
                                    .map(duration -> (hop.atMost() ? "≤ " : "")
                                            + Durations.words(duration)
                                            + (hop.slow() ? " · slow" : ""))
                                    .orElse("start")));
                            Span when = new Span(new When(at, When.Form.MILLIS));
                            when.addClassName("tm-small");
                            when.getStyle().set("display", "block");
                            took.add(when);
                        },
                        () -> {
                            row.addClassName("waiting");
                            took.add(new Span("waiting"));
                            Span usual = new Span("usually within " + Durations.words(hop.allowed()));
                            usual.addClassName("tm-small");
                            usual.getStyle().set("display", "block");
                            took.add(usual);
                        });
        if (hop.slow()) {
            row.addClassName("slow");
            row.getElement()
                    .setAttribute("title", "Longer than the " + Durations.words(hop.allowed()) + " it may take");
        }
        row.add(title, track, took);
        return row;
    }

    private static Span bold(String text) {
        Span span = new Span();
        com.vaadin.flow.dom.Element strong = new com.vaadin.flow.dom.Element("b");
        strong.setText(text);
        span.getElement().appendChild(strong);
        return span;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
