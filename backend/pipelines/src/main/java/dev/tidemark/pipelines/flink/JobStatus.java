package dev.tidemark.pipelines.flink;

import java.time.Instant;
import java.util.Optional;

/**
 * A desired job and what is known of it.
 *
 * @param jobId of its last submission
 * @param lastCheckpoint when its last completed checkpoint was made
 * @param detail what is wrong, when something is
 */
public record JobStatus(
        String name, State state, Optional<String> jobId, Optional<Instant> lastCheckpoint, Optional<String> detail) {

    /** How a job is. */
    public enum State {
        /** Running as desired. */
        RUNNING,
        /** Submitted, or recovering from a failure by itself. */
        STARTING,
        /** Not running; it is submitted again. */
        MISSING,
        /** Not known, because the cluster does not answer. */
        UNKNOWN
    }
}
