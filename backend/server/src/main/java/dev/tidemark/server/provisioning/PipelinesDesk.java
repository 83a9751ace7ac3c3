package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.frontend.pipelines.EventStream;
import dev.tidemark.frontend.pipelines.Pipelines;
import dev.tidemark.frontend.pipelines.StreamingJob;
import dev.tidemark.pipelines.flink.JobStatus;
import dev.tidemark.pipelines.transforms.TransformRun;
import dev.tidemark.pipelines.transforms.TransformStatus;
import dev.tidemark.pipelines.transforms.Transforms;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.server.security.SecurityProblem;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells the pages what runs, from the same places as {@code /api/v1/jobs} and {@code /api/v1/transforms}. */
final class PipelinesDesk implements Pipelines {

    private final JobKeeper keeper;
    private final FlinkFigures figures;
    private final Transforms transforms;
    private final DefinitionsRepository definitions;
    private final URI flink;

    PipelinesDesk(
            JobKeeper keeper,
            FlinkFigures figures,
            Transforms transforms,
            DefinitionsRepository definitions,
            URI flink) {
        this.keeper = keeper;
        this.figures = figures;
        this.transforms = transforms;
        this.definitions = definitions;
        this.flink = flink;
    }

    @Override
    public List<StreamingJob> jobs() {
        return keeper.statuses().stream().map(this::job).toList();
    }

    private StreamingJob job(JobStatus status) {
        Optional<FlinkFigures.Counted> counted =
                Optional.ofNullable(figures.now().get(status.name()));
        JobStatus newest = new JobStatus(
                status.name(),
                status.state(),
                status.jobId(),
                counted.flatMap(FlinkFigures.Counted::lastCheckpoint).or(status::lastCheckpoint),
                status.detail());
        return new StreamingJob(
                newest,
                purpose(status.name()),
                counted.map(FlinkFigures.Counted::figures),
                counted.map(job -> flink.resolve("/#/job/running/" + job.id() + "/overview")));
    }

    private static String purpose(String job) {
        return switch (job) {
            case "archive" -> "every event, exactly once, into the raw archive";
            case "clean" -> "each event once, by its id, into the real-time tables";
            case "minutes" -> "orders per minute; late events revise their minute";
            default -> "";
        };
    }

    @Override
    public Optional<URI> jobsPage() {
        return Optional.of(flink);
    }

    @Override
    public List<TransformStatus> transforms() {
        return transforms.list();
    }

    @Override
    public List<TransformRun> recentRuns(int most) {
        return transforms.list().stream()
                .flatMap(transform ->
                        transforms.runs(transform.definition().name()).stream().limit(most))
                .sorted(Comparator.comparingLong(TransformRun::id).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public List<EventStream> streams() {
        return definitions.current().workspaces().stream()
                .flatMap(workspace ->
                        workspace.families().stream().map(family -> new EventStream(workspace.name(), family)))
                .sorted(Comparator.comparing(stream -> stream.family().name()))
                .toList();
    }

    @Override
    public TransformRun run(String transform, Asker by) {
        requireBuilder(by);
        return transforms.runNow(transform);
    }

    /** The pages hide the button from others; this is what holds. */
    static void requireBuilder(Asker asker) {
        if (!asker.roles().contains("BUILDER") && !asker.roles().contains("ADMIN")) {
            throw new ProblemException(SecurityProblem.FORBIDDEN, "Running a transform");
        }
    }
}
