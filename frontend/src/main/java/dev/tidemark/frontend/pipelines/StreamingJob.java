package dev.tidemark.frontend.pipelines;

import dev.tidemark.pipelines.flink.JobStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job that should run, and how it does.
 *
 * @param purpose what it does, in one line
 * @param figures empty while the cluster does not tell
 * @param page where Flink shows it
 */
public record StreamingJob(JobStatus status, String purpose, Optional<Figures> figures, Optional<URI> page) {

    /**
     * What the cluster counts.
     *
     * @param since when its current run began, or began again
     * @param restarts how often it recovered from a failure since it was submitted
     * @param parallelism of its widest step
     * @param checkpointBytes size of its last completed checkpoint
     * @param failedCheckpoints since it was submitted
     */
    public record Figures(
            Instant since, long restarts, int parallelism, OptionalLong checkpointBytes, long failedCheckpoints) {}
}
