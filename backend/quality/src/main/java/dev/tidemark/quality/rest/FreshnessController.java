package dev.tidemark.quality.rest;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.Hop;
import dev.tidemark.quality.Journey;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.QualityProblem;
import dev.tidemark.quality.Tides;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How fresh every dataset is, and the way of one event. */
@RestController
public class FreshnessController {

    private final Tides tides;
    private final Journeys journeys;

    public FreshnessController(Tides tides, Journeys journeys) {
        this.tides = tides;
        this.journeys = journeys;
    }

    @GetMapping("/api/v1/freshness")
    Map<String, Object> freshness() {
        Instant now = Instant.now();
        return Map.of(
                "as_of",
                now.toString(),
                "datasets",
                tides.now().stream().map(tide -> document(tide, now)).toList());
    }

    @GetMapping("/api/v1/events/{id}/journey")
    Map<String, Object> journey(@PathVariable String id) {
        return document(journeys.of(id).orElseThrow(() -> new ProblemException(QualityProblem.UNKNOWN_EVENT, id)));
    }

    private static Map<String, @Nullable Object> document(Freshness tide, Instant now) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("store", tide.dataset().name().store());
        members.put("table", tide.dataset().name().table());
        members.put("workspace", tide.dataset().workspace());
        members.put("owner", tide.dataset().owner());
        members.put("promise", tide.dataset().promise().toString());
        members.put("state", tide.state(now).word());
        members.put(
                "complete_through",
                tide.completeThrough().map(Instant::toString).orElse(null));
        members.put("behind", tide.age(now).map(Object::toString).orElse(null));
        members.put("rows", tide.rows());
        members.put("bytes", tide.bytes());
        members.put("trouble", tide.trouble().orElse(null));
        return members;
    }

    private static Map<String, Object> document(Journey journey) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("event_id", journey.eventId());
        members.put("type", journey.eventType());
        members.put("source", journey.source());
        members.put("family", journey.family());
        members.put("partition", journey.partition());
        members.put("offset", journey.offset());
        members.put(
                "hops",
                journey.hops().stream().map(FreshnessController::document).toList());
        return members;
    }

    private static Map<String, @Nullable Object> document(Hop hop) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("stage", hop.stage().word());
        members.put("where", hop.where());
        members.put("at", hop.at().map(Instant::toString).orElse(null));
        members.put("at_most", hop.atMost());
        members.put("took", hop.took().map(Object::toString).orElse(null));
        members.put("slow", hop.slow());
        return members;
    }
}
