package dev.tidemark.frontend.receipts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tidemark.frontend.parts.When;
import dev.tidemark.router.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The asked time from left to right, in the colours of the stores that answered; hatched where it is not complete yet. */
final class SpanBar extends Div {

    private static final long serialVersionUID = 1L;

    /** A span of minutes beside one of weeks must still be seen. */
    private static final double LEAST_SHARE = 0.16;

    private final Div bar = new Div();
    private final Div axis = new Div();
    private final Div boundary = new Div();

    SpanBar() {
        bar.addClassName("tm-span-bar");
        bar.getElement().setAttribute("role", "img");
        axis.addClassName("tm-span-axis");
        boundary.addClassName("tm-boundary");
        add(bar, axis, boundary);
    }

    void show(Receipt receipt) {
        List<dev.tidemark.router.Span> spans = receipt.spans().stream()
                .sorted(Comparator.comparing(span -> Objects.requireNonNullElse(span.start(), Instant.MIN)))
                .toList();
        StringBuilder html = new StringBuilder();
        StringBuilder words = new StringBuilder();
        double whole = spans.stream().mapToDouble(span -> length(span, receipt)).sum();
        for (dev.tidemark.router.Span span : spans) {
            double share = Math.max(LEAST_SHARE, length(span, receipt) / Math.max(1, whole));
            html.append(String.format(
                    Locale.ROOT, "<i class=\"%s\" style=\"flex:%.3f\">%s</i>", store(span), share, store(span)));
            words.append(words.isEmpty() ? "" : ", then ").append(store(span));
        }
        Instant end = spans.isEmpty() ? null : spans.getLast().end();
        if (end == null || end.isAfter(receipt.completeThrough())) {
            html.append("<i class=\"open\" style=\"flex:.06\"></i>");
            words.append("; the end is still filling");
        }
        bar.getElement().setProperty("innerHTML", html.toString());
        bar.getElement().setAttribute("aria-label", "Answered by " + words);
        axis.removeAll();
        boundary.removeAll();
        if (spans.isEmpty()) {
            return;
        }
        axis.add(When.of(java.util.Optional.ofNullable(spans.getFirst().start()), When.Form.SMART));
        axis.add(end == null ? new Span("now") : new When(end, When.Form.SMART));
        if (spans.size() == 2
                && Objects.equals(spans.getFirst().end(), spans.getLast().start())) {
            boundary.add(
                    new Span("Boundary "),
                    When.of(java.util.Optional.ofNullable(spans.getLast().start()), When.Form.FULL),
                    new Span(": before it the batch store, from it on the real-time store."));
        }
    }

    private static String store(dev.tidemark.router.Span span) {
        return switch (span.store()) {
            case "realtime", "warehouse", "lakehouse" -> span.store();
            default -> "other";
        };
    }

    private static double length(dev.tidemark.router.Span span, Receipt receipt) {
        Instant end = Objects.requireNonNullElse(span.end(), receipt.asOf());
        Instant start = Objects.requireNonNullElse(span.start(), end.minus(Duration.ofDays(30)));
        return Math.max(1, Duration.between(start, end).toSeconds());
    }
}
