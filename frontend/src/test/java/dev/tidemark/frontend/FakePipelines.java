package dev.tidemark.frontend;

import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.Materialization;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.frontend.pipelines.EventStream;
import dev.tidemark.frontend.pipelines.Pipelines;
import dev.tidemark.frontend.pipelines.StreamingJob;
import dev.tidemark.pipelines.flink.JobStatus;
import dev.tidemark.pipelines.transforms.Cause;
import dev.tidemark.pipelines.transforms.Outcome;
import dev.tidemark.pipelines.transforms.TransformProblem;
import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two jobs of which one recovers, two transforms of which one failed; a run that is asked for is published. */
final class FakePipelines implements Pipelines {

    private final List<TransformRun> history = new CopyOnWriteArrayList<>();

    FakePipelines() {
        reset();
    }

    void reset() {
        history.clear();
        Instant now = Instant.now();
        history.add(run(1, "dim_customers", Outcome.PUBLISHED, Cause.SCHEDULE, now.minusSeconds(660), 11_697));
        history.add(run(2, "fact_orders", Outcome.FAILED, Cause.SCHEDULE, now.minusSeconds(240), 0));
    }

    @Override
    public List<StreamingJob> jobs() {
        Instant now = Instant.now();
        return List.of(
                new StreamingJob(
                        new JobStatus(
                                "archive",
                                JobStatus.State.RUNNING,
                                Optional.of("a1"),
                                Optional.of(now.minusSeconds(9)),
                                Optional.empty()),
                        "every event, exactly once, into the raw archive",
                        Optional.of(
                                new StreamingJob.Figures(now.minusSeconds(7300), 3, 2, OptionalLong.of(187_100), 0)),
                        Optional.of(URI.create("http://127.0.0.1:18081/#/job/running/a1/overview"))),
                new StreamingJob(
                        new JobStatus(
                                "clean",
                                JobStatus.State.MISSING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("The job clean was not accepted: no free slot")),
                        "each event once, by its id, into the real-time tables",
                        Optional.empty(),
                        Optional.empty()));
    }

    @Override
    public Optional<URI> jobsPage() {
        return Optional.of(URI.create("http://127.0.0.1:18081"));
    }

    @Override
    public List<TransformStatus> transforms() {
        Instant next = Instant.now().plusSeconds(130);
        return List.of(
                new TransformStatus("storefront", definition("dim_customers", "growth"), last("dim_customers"), next),
                new TransformStatus("storefront", definition("fact_orders", "checkout"), last("fact_orders"), next));
    }

    private Optional<TransformRun> last(String name) {
        return recentRuns(100).stream()
                .filter(run -> run.transform().equals(name))
                .findFirst();
    }

    @Override
    public List<TransformRun> recentRuns(int most) {
        List<TransformRun> newest = new ArrayList<>(history).reversed();
        return newest.subList(0, Math.min(most, newest.size()));
    }

    @Override
    public List<EventStream> streams() {
        return List.of(new EventStream(
                "storefront",
                new Family(
                        "orders",
                        4,
                        Duration.ofDays(7),
                        Duration.ofDays(3),
                        Duration.ofHours(24),
                        Duration.ofHours(2))));
    }

    @Override
    public TransformRun run(String transform, Asker by) {
        if (transform.equals("dim_customers")) {
            throw new ProblemException(TransformProblem.CHECK_FAILED, transform, "unique key: 2 rows too many");
        }
        TransformRun run = run(history.size() + 1L, transform, Outcome.PUBLISHED, Cause.DEMAND, Instant.now(), 20_808);
        history.add(run);
        return run;
    }

    private static TransformDefinition definition(String name, String owner) {
        return new TransformDefinition(
                name,
                "SELECT 1",
                Materialization.MERGE,
                List.of("raw.events_orders"),
                List.of("id"),
                null,
                null,
                Duration.ofMinutes(5),
                List.of(),
                owner,
                "What " + name + " is");
    }

    private static TransformRun run(long id, String transform, Outcome outcome, Cause cause, Instant start, long rows) {
        return new TransformRun(
                id,
                transform,
                cause,
                start,
                start.plusMillis(1240),
                outcome,
                OptionalLong.empty(),
                Optional.empty(),
                rows,
                outcome.good() ? 1 : 0,
                "{}",
                "{}",
                outcome.good() ? Optional.empty() : Optional.of(TransformProblem.TRANSFORM_FAILED.code()),
                outcome.good() ? "" : "fact_orders failed: out of memory");
    }
}
