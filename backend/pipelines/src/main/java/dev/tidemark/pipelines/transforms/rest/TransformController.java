package dev.tidemark.pipelines.transforms.rest;

import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import dev.tidemark.pipelines.transforms.Transforms;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/transforms}. */
@RestController
@RequestMapping("/api/v1/transforms")
public class TransformController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transforms transforms;

    public TransformController(Transforms transforms) {
        this.transforms = transforms;
    }

    @GetMapping
    Map<String, Object> list() {
        return Map.of(
                "transforms",
                transforms.list().stream().map(TransformController::status).toList());
    }

    @GetMapping("/{name}/runs")
    Map<String, Object> runs(@PathVariable String name) {
        return Map.of(
                "runs",
                transforms.runs(name).stream().map(TransformController::run).toList());
    }

    /** Answers when the run has ended, with what it did. */
    @PostMapping("/{name}/runs")
    Map<String, @Nullable Object> runNow(@PathVariable String name) {
        return run(transforms.runNow(name));
    }

    private static Map<String, @Nullable Object> status(TransformStatus status) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("workspace", status.workspace());
        document.put("name", status.definition().name());
        document.put("table", "model." + status.definition().name());
        document.put("materialization", status.definition().materialization().word());
        document.put("inputs", status.definition().inputs());
        document.put("every", status.definition().every().toString());
        document.put("owner", status.definition().owner());
        document.put("description", status.definition().description());
        document.put(
                "next",
                status.next().equals(Instant.EPOCH) ? null : status.next().toString());
        document.put("last_run", status.last().map(TransformController::run).orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> run(TransformRun run) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", run.id());
        document.put("transform", run.transform());
        document.put("cause", run.cause().word());
        document.put("outcome", run.outcome().word());
        document.put("started_at", run.startedAt().toString());
        document.put("millis", Duration.between(run.startedAt(), run.endedAt()).toMillis());
        document.put(
                "snapshot",
                run.snapshot().isPresent() ? Long.toString(run.snapshot().getAsLong()) : null);
        document.put(
                "complete_through", run.completeThrough().map(Instant::toString).orElse(null));
        document.put("rows", run.rows());
        document.put("parts_written", run.parts());
        document.put("inputs", tree(run.inputs()));
        document.put("column_origins", tree(run.columnOrigins()));
        document.put("problem", run.problem().orElse(null));
        document.put("detail", run.detail());
        return document;
    }

    private static JsonNode tree(String json) {
        return JSON.readTree(json);
    }
}
