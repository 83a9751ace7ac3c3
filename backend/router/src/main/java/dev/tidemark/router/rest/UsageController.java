package dev.tidemark.router.rest;

import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Router;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.internal.Json;
import dev.tidemark.router.usage.UsageReport;
import dev.tidemark.router.usage.UsageReport.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was asked: sums for finance, which the portal's security keeps for that role, and popularity for everybody. */
@RestController
@RequestMapping("/api/v1")
public class UsageController {

    private static final Duration DEFAULT_RANGE = Duration.ofDays(30);
    private static final int POPULAR_DAYS = 30;
    private static final int MOST_LINES = 1_000;

    private final UsageReport report;
    private final Router router;
    private final Clock clock;

    public UsageController(UsageReport report, Router router, Clock clock) {
        this.report = report;
        this.router = router;
        this.clock = clock;
    }

    @GetMapping("/usage")
    ResponseEntity<String> usage(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "team") String by,
            @RequestParam(required = false) @Nullable String workspace) {
        Instant end = to == null ? clock.instant() : instant("to", to);
        Instant start = from == null ? end.minus(DEFAULT_RANGE) : instant("from", from);
        if (!start.isBefore(end)) {
            throw new ProblemException(RoutingProblem.BAD_TIME_RANGE, start, end).withFault("from", "not before to");
        }
        By group = by(by);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("from", start);
        document.put("to", end);
        document.put("by", group);
        document.put("totals", report.totals(start, end, workspace));
        document.put("lines", report.lines(group, start, end, workspace, MOST_LINES));
        return json(document);
    }

    @GetMapping("/metrics/{name}/usage")
    ResponseEntity<String> popularity(
            @PathVariable String name, @RequestParam(defaultValue = MetricQuery.DEFAULT_WORKSPACE) String workspace) {
        router.catalog(workspace).metric(new MetricName(name));
        return json(report.popularity(workspace, name, POPULAR_DAYS, clock.instant()));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(RoutingProblem.BAD_QUESTION, name + " is no instant; write 2026-11-01T00:00:00Z")
                    .withFault(name, "no instant")
                    .because(e);
        }
    }

    private static By by(String word) {
        try {
            return By.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                            RoutingProblem.BAD_QUESTION, "by is one of team, metric, user, day and dashboard")
                    .withFault("by", "unknown")
                    .because(e);
        }
    }

    private static ResponseEntity<String> json(Object document) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(document));
    }
}
