package dev.tidemark.server.provisioning;

import dev.tidemark.pipelines.flink.JobStatus;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Flink jobs: desired by the definitions, and how each was observed last. */
@RestController
class JobsController {

    private final JobKeeper keeper;

    JobsController(JobKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * @param last_checkpoint RFC 3339; empty before the first
     */
    record Job(String name, String state, String job_id, String last_checkpoint, String detail) {}

    @GetMapping("/api/v1/jobs")
    List<Job> jobs() {
        return keeper.statuses().stream().map(JobsController::job).toList();
    }

    private static Job job(JobStatus job) {
        return new Job(
                job.name(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.jobId().orElse(""),
                job.lastCheckpoint().map(Object::toString).orElse(""),
                job.detail().orElse(""));
    }
}
