package dev.tidemark.router.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs all queries of a question at once, within its deadline. A caller that is interrupted cancels them in the engines. */
final class Runner implements AutoCloseable {

    /** A store went away while answering: another way may exist. */
    static final class StoreAway extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final StoreName store;
        private final ProblemException problem;

        StoreAway(StoreName store, ProblemException problem) {
            super(problem);
            this.store = store;
            this.problem = problem;
        }

        ProblemException problem() {
            return problem;
        }

        StoreName store() {
            return store;
        }
    }

    /** The answers of a part's queries, still on their way. */
    record Running(PartPlan plan, List<Future<StoreAnswer>> answers) {
        Running {
            answers = List.copyOf(answers);
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RouterSettings settings;
    private final Duration patience;
    private final long deadline;

    Runner(RouterSettings settings) {
        this(settings, settings.deadline());
    }

    /**
     * @param patience how long the question may take
     */
    Runner(RouterSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    Running start(PartPlan plan) {
        List<Future<StoreAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < plan.scans().size(); i++) {
            var query = plan.query(i, left(), settings);
            answers.add(threads.submit(() -> plan.part().store().query(query)));
        }
        return new Running(plan, answers);
    }

    /** As {@link #start}, for a plan that is waited for alone: its only query needs no other thread, and no wake-up on each way. */
    Running run(PartPlan plan) {
        if (plan.scans().size() > 1) {
            return start(plan);
        }
        FutureTask<StoreAnswer> answer =
                new FutureTask<>(() -> plan.part().store().query(plan.query(0, left(), settings)));
        answer.run();
        return new Running(plan, List.of(answer));
    }

    /**
     * Starts the queries of a plan whose rows are handed over one by one.
     *
     * @param sinks what takes the rows of each scan
     * @param ended told when a scan has handed over its last row
     * @param broken told when it failed
     */
    Running stream(PartPlan plan, IntFunction<RowSink> sinks, Runnable ended, Runnable broken) {
        List<Future<StoreAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < plan.scans().size(); i++) {
            var query = plan.query(i, left(), PartPlan.streaming(plan.part().store(), settings));
            RowSink sink = sinks.apply(i);
            answers.add(threads.submit(() -> streamed(plan, query, sink, ended, broken)));
        }
        return new Running(plan, answers);
    }

    private static StoreAnswer streamed(
            PartPlan plan, StoreQuery query, RowSink sink, Runnable ended, Runnable broken) {
        StoreAnswer answer;
        try {
            answer = plan.part().store().stream(query, sink);
        } catch (RuntimeException e) {
            broken.run();
            throw e;
        }
        ended.run();
        return answer;
    }

    List<StoreAnswer> await(Running running) {
        List<StoreAnswer> answers = new ArrayList<>();
        for (int i = 0; i < running.answers().size(); i++) {
            answers.add(await(running, i));
        }
        return answers;
    }

    private StoreAnswer await(Running running, int scan) {
        try {
            return running.answers().get(scan).get(Math.max(1, left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(RoutingProblem.QUESTION_TIMEOUT, patience).because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(RoutingProblem.QUESTION_CANCELLED).because(e);
        } catch (ExecutionException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ProblemException(RoutingProblem.QUESTION_CANCELLED).because(e);
            }
            throw translated(e.getCause(), running.plan(), scan);
        }
    }

    private RuntimeException translated(@Nullable Throwable cause, PartPlan plan, int scan) {
        if (cause instanceof ProblemException problem) {
            if (problem.problem() == StoreProblem.UNAVAILABLE) {
                return new StoreAway(plan.part().store().name(), problem);
            }
            if (problem.problem() == StoreProblem.TOO_MANY_ROWS
                    && plan.scans().get(scan).values()) {
                String measure = plan.scans()
                        .get(scan)
                        .slots()
                        .getFirst()
                        .leaf()
                        .use()
                        .measure()
                        .name();
                return new ProblemException(
                                RoutingProblem.TOO_MANY_DISTINCT_VALUES, measure, settings.maxDistinctValues())
                        .because(problem);
            }
            return problem;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /** Cancels what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
