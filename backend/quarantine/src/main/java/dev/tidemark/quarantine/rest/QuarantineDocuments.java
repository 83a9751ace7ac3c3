package dev.tidemark.quarantine.rest;

import dev.tidemark.problems.Fault;
import dev.tidemark.quarantine.Cause;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Rehearsal;
import dev.tidemark.quarantine.RepairDocument;
import dev.tidemark.quarantine.Replay;
import dev.tidemark.quarantine.Suggestions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The quarantine as JSON. */
final class QuarantineDocuments {

    private QuarantineDocuments() {}

    static Map<String, @Nullable Object> cause(Cause cause) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", cause.id());
        document.put("family", cause.family());
        document.put("type", cause.eventType().orElse(null));
        document.put("reason", cause.reason());
        document.put("places", faults(cause.places()));
        document.put("sources", cause.sources());
        document.put("held", cause.counts().held());
        document.put("leaving", cause.counts().leaving());
        document.put("released", cause.counts().released());
        document.put("discarded", cause.counts().discarded());
        document.put("first_at", cause.firstAt().toString());
        document.put("last_at", cause.lastAt().toString());
        document.put("suggestion", RepairDocument.maps(Suggestions.of(cause)));
        return document;
    }

    static Map<String, @Nullable Object> event(HeldEvent event) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", event.id());
        document.put("cause", event.cause());
        document.put("family", event.family());
        document.put("source", event.source());
        document.put("event_id", event.eventId());
        document.put("received_at", event.receivedAt().toString());
        document.put("arrivals", event.arrivals());
        document.put("detail", event.detail());
        document.put("errors", faults(event.faults()));
        document.put("original", event.original());
        document.put("state", event.state().word());
        document.put(
                "outcome", event.outcome().map(QuarantineDocuments::outcome).orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> outcome(HeldEvent.Outcome outcome) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("replay", outcome.replay().orElse(null));
        document.put("address", outcome.address().orElse(null));
        document.put("detail", outcome.detail());
        document.put("errors", faults(outcome.faults()));
        document.put("at", outcome.at().map(Instant::toString).orElse(null));
        document.put("by", outcome.by().orElse(null));
        return document;
    }

    static Map<String, Object> rehearsal(Rehearsal rehearsal) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tried", rehearsal.tried());
        document.put("passed", rehearsal.passed());
        document.put(
                "remaining",
                rehearsal.remaining().stream()
                        .map(each -> Map.of(
                                "reason", each.reason(), "places", faults(each.places()), "events", each.events()))
                        .toList());
        document.put(
                "samples",
                rehearsal.samples().stream().map(QuarantineDocuments::sample).toList());
        return document;
    }

    private static Map<String, Object> sample(Rehearsal.Sample sample) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", sample.id());
        document.put("event_id", sample.eventId());
        document.put("before", sample.before());
        document.put("after", sample.after());
        document.put("passed", sample.passed());
        document.put("detail", sample.detail());
        document.put("errors", faults(sample.faults()));
        return document;
    }

    static Map<String, @Nullable Object> replay(Replay replay) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", replay.id());
        document.put("cause", replay.cause());
        document.put("steps", RepairDocument.maps(replay.repair()));
        document.put("by_hand", replay.byHand().orElse(null));
        document.put("asked_by", replay.askedBy());
        document.put("reason", replay.reason());
        document.put("state", replay.state().word());
        document.put("total", replay.total());
        document.put("released", replay.released());
        document.put("refused", replay.refused());
        document.put("trouble", replay.trouble());
        document.put("started_at", replay.startedAt().toString());
        document.put("ended_at", replay.endedAt().map(Instant::toString).orElse(null));
        return document;
    }

    private static List<Map<String, String>> faults(List<Fault> faults) {
        return faults.stream()
                .map(fault -> Map.of("pointer", fault.pointer(), "detail", fault.detail()))
                .toList();
    }
}
