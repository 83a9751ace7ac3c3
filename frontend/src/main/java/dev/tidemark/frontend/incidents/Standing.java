package dev.tidemark.frontend.incidents;

import dev.tidemark.frontend.parts.Mark;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Severity;

/** How incidents and notices stand, as marks. */
final class Standing {

    private Standing() {}

    /** A resolved incident is no alarm any more, however bad it was. */
    static Mark severity(Incident incident) {
        if (incident.resolved()) {
            return new Mark()
                    .show(Mark.Tone.IDLE, incident.severity().word(), "It was " + meaning(incident.severity()));
        }
        return switch (incident.severity()) {
            case INFO -> new Mark().show(Mark.Tone.IDLE, "info", meaning(Severity.INFO));
            case WARNING -> new Mark().show(Mark.Tone.WARN, "warning", meaning(Severity.WARNING));
            case CRITICAL -> new Mark().show(Mark.Tone.BAD, "critical", meaning(Severity.CRITICAL));
        };
    }

    private static String meaning(Severity severity) {
        return switch (severity) {
            case INFO -> "worth knowing";
            case WARNING -> "something to look at";
            case CRITICAL -> "something that somebody has to act on";
        };
    }

    static Mark state(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> new Mark().show(Mark.Tone.BAD, "open", "Nobody has said that they know");
            case ACKNOWLEDGED -> new Mark().show(Mark.Tone.WARN, "acknowledged", "Somebody knows");
            case RESOLVED ->
                new Mark()
                        .show(
                                Mark.Tone.GOOD,
                                "resolved",
                                incident.resolution()
                                        .map(reason -> reason.title())
                                        .orElse(""));
        };
    }

    static Mark of(Delivery delivery) {
        return switch (delivery.state()) {
            case SENT -> new Mark().show(Mark.Tone.GOOD, "sent", "The receiver has it");
            case WAITING ->
                delivery.lastError().isEmpty()
                        ? new Mark().show(Mark.Tone.IDLE, "on its way", "It is sent in a moment")
                        : new Mark().show(Mark.Tone.WARN, "tried again", delivery.lastError());
            case DEAD -> new Mark().show(Mark.Tone.BAD, "given up", delivery.lastError());
        };
    }
}
