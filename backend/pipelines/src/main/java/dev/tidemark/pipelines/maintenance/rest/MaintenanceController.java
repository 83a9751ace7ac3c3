package dev.tidemark.pipelines.maintenance.rest;

import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.maintenance.Chore;
import dev.tidemark.lake.maintenance.MaintenancePolicy;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import dev.tidemark.pipelines.maintenance.Maintenance;
import dev.tidemark.pipelines.maintenance.MaintenanceRun;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/maintenance}: every analyst may look, an administrator may run it. */
@RestController
@RequestMapping("/api/v1/maintenance")
public class MaintenanceController {

    private final Maintenance maintenance;

    public MaintenanceController(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    /**
     * @param table for example {@code raw.events_orders}
     */
    record Order(String table) {}

    @GetMapping
    Map<String, Object> tables() {
        return Map.of("tables", maintenance.list().stream().map(this::table).toList());
    }

    @GetMapping("/runs")
    Map<String, Object> runs(@RequestParam(required = false) @Nullable String table) {
        List<MaintenanceRun> runs = table == null ? maintenance.runs() : maintenance.runs(table);
        return Map.of("runs", runs.stream().map(MaintenanceController::run).toList());
    }

    /** Answers when the run has ended, with what it did. */
    @PostMapping("/runs")
    Map<String, @Nullable Object> runNow(@RequestBody Order order) {
        return run(maintenance.runNow(order.table()));
    }

    private Map<String, @Nullable Object> table(TableRef table) {
        MaintenancePolicy policy = maintenance.settings().policy(table);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("table", table.toString());
        document.put("every", maintenance.settings().every().toString());
        document.put("target_file_bytes", policy.files().targetBytes());
        document.put("snapshots_kept", policy.snapshots().all().toString());
        document.put("hourly_kept", policy.snapshots().hourly().toString());
        document.put("daily_kept", policy.snapshots().daily().toString());
        document.put("orphans_after", policy.orphansAfter().toString());
        document.put(
                "last_run",
                maintenance.runs(table.toString()).stream()
                        .findFirst()
                        .map(MaintenanceController::run)
                        .orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> run(MaintenanceRun run) {
        MaintenanceReport report = run.report();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", run.id());
        document.put("table", run.table().toString());
        document.put("cause", run.cause().word());
        document.put("chores", run.chores().stream().sorted().map(Chore::word).toList());
        document.put("outcome", run.outcome());
        document.put("started_at", run.startedAt().toString());
        document.put("millis", Duration.between(run.startedAt(), run.endedAt()).toMillis());
        document.put("files_packed", report.filesPacked());
        document.put("files_written", report.filesWritten());
        document.put("bytes_packed", report.bytesPacked());
        document.put("manifests_rewritten", report.manifestsRewritten());
        document.put("snapshots_expired", report.snapshotsExpired());
        document.put("files_deleted", report.filesDeleted());
        document.put("orphans_deleted", report.orphansDeleted());
        document.put("conflicts", report.conflicts());
        document.put("problem", run.problem().orElse(null));
        document.put("detail", run.detail());
        return document;
    }
}
