package dev.tidemark.pipelines.transforms;

import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.pipelines.internal.OneAtATime;
import dev.tidemark.pipelines.transforms.internal.Round;
import dev.tidemark.pipelines.transforms.internal.RunHistory;
import dev.tidemark.pipelines.transforms.internal.Timetable;
import dev.tidemark.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The transforms of all workspaces: how they stand, their runs, and running them. Thread-safe. */
public final class Transforms {

    private static final Logger LOG = LoggerFactory.getLogger(Transforms.class);
    private static final Duration HISTORY = Duration.ofDays(30);

    private final Supplier<List<Workspace>> workspaces;
    private final TransformRunner runner;
    private final RunHistory history;
    private final OneAtATime turn;
    private final Timetable timetable;
    private final Clock clock;

    public Transforms(
            Supplier<List<Workspace>> workspaces,
            TransformRunner runner,
            DataSource database,
            TransformsSettings settings,
            Clock clock) {
        this.workspaces = workspaces;
        this.runner = runner;
        this.history = new RunHistory(JdbcClient.create(database));
        this.turn = new OneAtATime(database, OneAtATime.MODELED_TABLES);
        this.timetable = new Timetable(settings.retryFirst(), settings.retryMost());
        this.clock = clock;
    }

    /** Every transform and how it stands, in the order of workspaces and files. */
    public List<TransformStatus> list() {
        List<TransformStatus> all = new ArrayList<>();
        for (Workspace workspace : workspaces.get()) {
            for (TransformDefinition transform : workspace.transforms()) {
                all.add(new TransformStatus(
                        workspace.name(),
                        transform,
                        history.of(transform.name(), 1).stream().findFirst(),
                        timetable.next(transform.name())));
            }
        }
        return all;
    }

    /**
     * Its runs, the newest first.
     *
     * @throws ProblemException {@link TransformProblem#UNKNOWN_TRANSFORM}
     */
    public List<TransformRun> runs(String name) {
        transform(name);
        return history.of(name, 100);
    }

    /**
     * Runs a transform now, after those it reads. Waits for runs that are under way.
     *
     * @return its run
     * @throws ProblemException {@link TransformProblem#UNKNOWN_TRANSFORM}, {@link TransformProblem#TRANSFORM_CYCLE}
     */
    public TransformRun runNow(String name) {
        transform(name);
        List<TransformRun> runs = round(Set.of(name), Cause.DEMAND);
        return runs.get(runs.size() - 1);
    }

    /** Runs the transforms whose time has come, together, each after what it reads. */
    public List<TransformRun> runDue() {
        Instant now = clock.instant();
        Set<String> due = definitions().stream()
                .map(TransformDefinition::name)
                .filter(name -> !timetable.next(name).isAfter(now))
                .collect(Collectors.toSet());
        if (due.isEmpty()) {
            return List.of();
        }
        history.forgetBefore(now.minus(HISTORY));
        return round(due, Cause.SCHEDULE);
    }

    private List<TransformRun> round(Set<String> names, Cause cause) {
        List<TransformDefinition> ordered = new TransformOrder(definitions()).upTo(names);
        return turn.run(() -> {
            Round round = runner.round();
            return ordered.stream()
                    .map(transform -> run(transform, names.contains(transform.name()) ? cause : Cause.UPSTREAM, round))
                    .toList();
        });
    }

    private TransformRun run(TransformDefinition transform, Cause cause, Round round) {
        Instant start = clock.instant();
        TransformResult result = result(transform, round);
        Instant end = clock.instant();
        timetable.ended(transform.name(), result.outcome(), end, transform.every());
        TransformRun run = history.add(transform.name(), cause, start, end, result);
        if (result.outcome() == Outcome.PUBLISHED) {
            LOG.info(
                    "{}: published snapshot {} with {} rows, {} parts written in {}",
                    transform.name(),
                    result.snapshot(),
                    result.rows(),
                    result.parts(),
                    Duration.between(start, end));
        }
        return run;
    }

    private TransformResult result(TransformDefinition transform, Round round) {
        try {
            return runner.run(transform, round);
        } catch (ProblemException e) {
            Outcome outcome = outcome(e);
            if (outcome == Outcome.WAITING) {
                LOG.info("{}: {}", transform.name(), e.detail());
            } else {
                LOG.warn(
                        "{}: {} ({})", transform.name(), e.detail(), e.problem().code());
            }
            return TransformResult.without(outcome, e.problem().code(), e.detail());
        } catch (RuntimeException e) {
            LOG.error("{}: could not be run", transform.name(), e);
            return TransformResult.without(
                    Outcome.FAILED, TransformProblem.TRANSFORM_FAILED.code(), String.valueOf(e.getMessage()));
        }
    }

    private static Outcome outcome(ProblemException e) {
        if (e.problem() == TransformProblem.TRANSFORM_INPUT_MISSING) {
            return Outcome.WAITING;
        }
        return e.problem() == TransformProblem.CHECK_FAILED || e.problem() == TransformProblem.DUPLICATE_KEYS
                ? Outcome.REJECTED
                : Outcome.FAILED;
    }

    private List<TransformDefinition> definitions() {
        return workspaces.get().stream()
                .flatMap(workspace -> workspace.transforms().stream())
                .toList();
    }

    private TransformDefinition transform(String name) {
        return definitions().stream()
                .filter(transform -> transform.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(TransformProblem.UNKNOWN_TRANSFORM, name));
    }
}
