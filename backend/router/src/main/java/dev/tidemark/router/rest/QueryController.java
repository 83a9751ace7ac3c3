package dev.tidemark.router.rest;

import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Askers;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Receipts;
import dev.tidemark.router.Router;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.WhatIf;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Questions and receipts over HTTP. */
@RestController
@RequestMapping("/api/v1")
public class QueryController {

    private static final int MOST_VALUES = 1_000;

    private final Router router;
    private final Receipts receipts;
    private final Askers askers;

    public QueryController(Router router, Receipts receipts, Askers askers) {
        this.router = router;
        this.receipts = receipts;
        this.askers = askers;
    }

    /** JSON with the whole answer, or a file of rows as they come: as the caller accepts. */
    @PostMapping("/query")
    @Nullable ResponseEntity<String> query(
            @RequestBody String body,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @Nullable Principal caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws HttpMediaTypeNotAcceptableException, IOException {
        Optional<ExportFormat> format = Accepted.format(accept);
        if (format.isPresent()) {
            try (Export export = router.export(question(body), askers.of(caller), format.get())) {
                new Download(export).send(request, response);
            }
            return null;
        }
        Answer answer = router.answer(question(body), askers.of(caller));
        return ResponseEntity.ok()
                .header(Download.RECEIPT, Download.link(answer.receipt().id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(AnswerDocument.of(answer)));
    }

    @PostMapping("/query/explain")
    ResponseEntity<String> explain(@RequestBody String body, @Nullable Principal caller) {
        return json(router.explain(question(body), askers.of(caller)));
    }

    /**
     * @param question as it would be asked
     * @param suppose what is otherwise
     */
    private record Supposing(JsonNode question, WhatIf suppose) {}

    /** How a question would be answered if something were otherwise. */
    @PostMapping("/query/what-if")
    ResponseEntity<String> whatIf(@RequestBody String body, @Nullable Principal caller) {
        Supposing supposing = read(() -> Json.read(body, Supposing.class));
        if (supposing.question() == null || supposing.suppose() == null) {
            throw new ProblemException(RoutingProblem.BAD_QUESTION, "“question” and “suppose” are both needed")
                    .withFault("/", "lacks question or suppose");
        }
        MetricQuery question = read(() -> Json.question(supposing.question()));
        return json(router.whatIf(question, supposing.suppose(), askers.of(caller)));
    }

    /** Questions that definitions have under a name. */
    @GetMapping("/saved-queries")
    ResponseEntity<String> savedQueries(@RequestParam(defaultValue = MetricQuery.DEFAULT_WORKSPACE) String workspace) {
        return json(router.catalog(workspace).savedQueries().stream()
                .map(QueryController::document)
                .toList());
    }

    private static Map<String, Object> document(SavedQuery query) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", query.name());
        document.put("label", query.label());
        document.put("description", query.description());
        document.put("metrics", query.metrics());
        document.put("group_by", query.groupBy());
        document.put("where", query.where());
        document.put("order_by", query.orderBy());
        query.limit().ifPresent(limit -> document.put("limit", limit));
        query.timeRange().ifPresent(range -> document.put("time_range", range.word()));
        query.compare().ifPresent(compare -> document.put("compare", compare));
        return document;
    }

    @GetMapping("/receipts/{id}")
    ResponseEntity<String> receipt(@PathVariable String id) {
        return json(receipts.find(id));
    }

    /** The values a dimension has in the rows of a metric, the most important first. */
    @GetMapping("/dimension-values")
    ResponseEntity<String> values(
            @RequestParam(defaultValue = MetricQuery.DEFAULT_WORKSPACE) String workspace,
            @RequestParam String metric,
            @RequestParam String dimension,
            @RequestParam(defaultValue = "100") int limit,
            @Nullable Principal caller) {
        Answer answer = router.answer(
                MetricQuery.of(workspace, metric)
                        .withGroupBy(dimension)
                        .withOrderBy("-" + metric)
                        .withLimit(Math.clamp(limit, 1, MOST_VALUES)),
                askers.of(caller));
        List<@Nullable Object> values = new ArrayList<>();
        AnswerDocument.of(answer).rows().forEach(row -> values.add(row.getFirst()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dimension", dimension);
        document.put("values", values);
        document.put("receipt", answer.receipt().id());
        return json(document);
    }

    private static MetricQuery question(String body) {
        return read(() -> Json.question(body));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JacksonException e) {
            String reason = e.getOriginalMessage();
            throw new ProblemException(RoutingProblem.BAD_QUESTION, reason)
                    .withFault(e.getPathReference() == null ? "/" : pointer(e), String.valueOf(reason))
                    .because(e);
        }
    }

    private static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        e.getPath()
                .forEach(step -> pointer.append('/')
                        .append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()));
        return pointer.toString();
    }

    private static ResponseEntity<String> json(Object document) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(document));
    }
}
