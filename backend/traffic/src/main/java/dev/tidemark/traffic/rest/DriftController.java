package dev.tidemark.traffic.rest;

import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.DriftWatch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/drift}: what is not as it was, or not as it is defined. */
@RestController
@RequestMapping("/api/v1/drift")
public class DriftController {

    private final DriftWatch watch;

    public DriftController(DriftWatch watch) {
        this.watch = watch;
    }

    @GetMapping
    Map<String, Object> drifts(@RequestParam(required = false) @Nullable String type) {
        return Map.of(
                "drifts",
                watch.drifts(Optional.ofNullable(type)).stream()
                        .map(DriftController::document)
                        .toList());
    }

    private static Map<String, @Nullable Object> document(Drift drift) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", drift.id());
        document.put("type", drift.eventType());
        document.put("field", drift.field());
        document.put("kind", drift.kind().code());
        document.put("subject", drift.subject());
        document.put("detail", drift.detail());
        document.put("sources", drift.sources());
        document.put("first_at", drift.firstAt().toString());
        document.put("last_at", drift.lastAt().toString());
        document.put("closed_at", drift.closedAt().map(Instant::toString).orElse(null));
        return document;
    }
}
