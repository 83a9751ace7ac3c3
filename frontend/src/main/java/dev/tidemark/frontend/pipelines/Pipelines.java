package dev.tidemark.frontend.pipelines;

import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import dev.tidemark.router.Asker;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Who knows what runs and what it did. Blocking and interruptible; throws problems. */
public interface Pipelines {

    /** The jobs that should run, as they were a few seconds ago. */
    List<StreamingJob> jobs();

    /** Where Flink shows its jobs to people. */
    Optional<URI> jobsPage();

    /** Every transform and how it stands, in the order of workspaces and files. */
    List<TransformStatus> transforms();

    /**
     * Runs of all transforms, the newest first.
     *
     * @param most how many at most
     */
    List<TransformRun> recentRuns(int most);

    /** The families of all workspaces, in the order of their names. */
    List<EventStream> streams();

    /**
     * Runs a transform now, after those it reads; waits for runs that are under way.
     *
     * @throws dev.tidemark.problems.ProblemException when {@code by} may not run transforms, or there is no such transform
     */
    TransformRun run(String transform, Asker by);
}
