package dev.tidemark.local.process;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One part of the platform that becomes one process. */
public interface Part {

    /** Short, unique, and the name of its log file. */
    String name();

    /** The parts that must be healthy before this one is started. */
    Set<String> dependsOn();

    /** What it listens on, by what the port is for. */
    Map<String, Integer> ports();

    /** Where a person looks at it, if anywhere. */
    default Optional<String> url() {
        return Optional.empty();
    }

    /**
     * Fetches and prepares whatever the process still needs. Called once, before the dependencies are waited for;
     * may take minutes on a first run, and may be interrupted.
     */
    ProcessSpec fetch(Progress progress) throws IOException, InterruptedException;

    /** Prepares the state on disk; called before every start, after the dependencies are healthy. */
    default void prepare(ProcessSpec spec, Progress progress) throws IOException, InterruptedException {}

    /** Where a part says what it is doing. */
    interface Progress {
        void now(PartState state, String detail);
    }
}
