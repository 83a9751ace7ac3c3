package dev.tidemark.incidents.rest;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Delivery;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Resolution;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Step;
import dev.tidemark.incidents.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Incidents and notices as JSON. */
final class IncidentDocuments {

    private IncidentDocuments() {}

    static Map<String, @Nullable Object> incident(Incident incident) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", incident.id());
        document.put("subject_kind", incident.subject().kind().word());
        document.put("subject", incident.subject().name());
        document.put("check", incident.check().word());
        document.put("severity", incident.severity().word());
        document.put("state", incident.state().word());
        document.put("owner", incident.owner());
        document.put("assignee", incident.assignee().orElse(null));
        document.put("summary", incident.summary());
        document.put("affects", incident.affects());
        document.put("evidence", incident.evidence());
        document.put("link", "/" + incident.link());
        document.put("began_at", incident.times().began().toString());
        document.put("detected_at", incident.times().detected().toString());
        document.put(
                "noticed_at", incident.times().noticed().map(Instant::toString).orElse(null));
        document.put("last_seen_at", incident.times().lastSeen().toString());
        document.put(
                "resolved_at",
                incident.times().resolved().map(Instant::toString).orElse(null));
        document.put("time_to_detect", incident.times().toDetect().toString());
        document.put(
                "time_to_notice",
                incident.times().toNotice().map(Duration::toString).orElse(null));
        document.put(
                "time_to_repair",
                incident.times().toRepair().map(Duration::toString).orElse(null));
        document.put("sightings", incident.sightings());
        document.put("resolution", incident.resolution().map(Resolution::word).orElse(null));
        document.put("previous", incident.previous().orElse(null));
        return document;
    }

    static Map<String, @Nullable Object> whole(Incident incident, List<Step> trail, List<Delivery> told) {
        Map<String, @Nullable Object> document = incident(incident);
        document.put("trail", trail.stream().map(IncidentDocuments::step).toList());
        document.put("notices", told.stream().map(IncidentDocuments::delivery).toList());
        return document;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", step.at().toString());
        document.put("who", step.who());
        document.put("kind", step.kind().word());
        document.put("words", step.words());
        return document;
    }

    static Map<String, @Nullable Object> delivery(Delivery delivery) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", delivery.id().toString());
        document.put("subscription", delivery.subscription());
        document.put("incident", delivery.incident().orElse(null));
        document.put("proposal", delivery.proposal().orElse(null));
        document.put("change", delivery.change());
        document.put("state", delivery.state().word());
        document.put("attempts", delivery.attempts());
        document.put("created_at", delivery.created().toString());
        document.put(
                "next_attempt_at",
                delivery.state() == Delivery.State.WAITING
                        ? delivery.nextAttempt().toString()
                        : null);
        document.put("sent_at", delivery.sent().map(Instant::toString).orElse(null));
        document.put("last_error", delivery.lastError());
        return document;
    }

    static Map<String, @Nullable Object> subscription(Subscription subscription) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", subscription.id().toString());
        document.put("name", subscription.name());
        document.put("channel", subscription.channel().word());
        document.put("target", subscription.target());
        Subscription.Filter filter = subscription.filter();
        document.put(
                "about",
                filter.topics().stream().map(Subscription.Topic::word).sorted().toList());
        document.put(
                "checks", filter.checks().stream().map(Check::word).sorted().toList());
        document.put(
                "severities",
                filter.severities().stream().map(Severity::word).sorted().toList());
        document.put("owners", filter.owners().stream().sorted().toList());
        document.put("created_by", subscription.createdBy());
        document.put("created_at", subscription.createdAt().toString());
        return document;
    }
}
