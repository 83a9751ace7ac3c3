package dev.tidemark.pipelines.flink;

import dev.tidemark.pipelines.flink.internal.Checkpoints;
import dev.tidemark.pipelines.flink.internal.FlinkCluster;
import dev.tidemark.pipelines.flink.internal.SubmittedJobs;
import dev.tidemark.pipelines.flink.internal.SubmittedJobs.Submission;
import dev.tidemark.pipelines.internal.OneAtATime;
import dev.tidemark.problems.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the desired jobs running. A job that is missing is submitted from the newest state it left; one whose arguments changed is
 * stopped with a savepoint and goes on from there. Jobs of other names are left alone.
 */
public final class FlinkJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkJobs.class);

    private final FlinkCluster cluster;
    private final Checkpoints checkpoints;
    private final SubmittedJobs submitted;
    private final OneAtATime turn;

    public FlinkJobs(FlinkSettings settings, DataSource database) {
        this.cluster = new FlinkCluster(settings);
        this.checkpoints = new Checkpoints(settings.checkpoints());
        this.submitted = new SubmittedJobs(JdbcClient.create(database));
        this.turn = new OneAtATime(database, OneAtATime.FLINK_JOBS);
    }

    /**
     * {@link #ensure}, unless another portal is at it. Not inside a transaction: what is about to be submitted has to be on record
     * before it is, or a portal that dies in between leaves a job whose checkpoints nobody knows.
     */
    public Optional<List<JobStatus>> ensureInTurn(List<DesiredJob> desired) {
        return turn.tryRun(() -> ensure(desired));
    }

    /**
     * Makes the cluster run these jobs. Safe to call again at any time; callers on several portals must take turns.
     *
     * @return how each of them is now; problems are told there, not thrown
     */
    public List<JobStatus> ensure(List<DesiredJob> desired) {
        Collection<JobStatusMessage> observed;
        try {
            observed = cluster.jobs();
        } catch (ProblemException e) {
            return desired.stream().map(job -> unknown(job, e)).toList();
        }
        List<JobStatus> statuses = new ArrayList<>();
        for (DesiredJob job : desired) {
            statuses.add(ensure(job, alive(observed, job.name())));
            cancelOthers(observed, job.name());
        }
        return List.copyOf(statuses);
    }

    private JobStatus ensure(DesiredJob job, Optional<JobStatusMessage> alive) {
        try {
            Optional<Submission> last = submitted.last(job.name());
            if (alive.isEmpty()) {
                submit(job, last);
                return status(job, JobStatus.State.STARTING);
            }
            if (last.isPresent() && !last.get().fingerprint().equals(job.fingerprint())) {
                restart(job, alive.get().getJobId());
                return status(job, JobStatus.State.STARTING);
            }
            return status(job, state(alive.get()));
        } catch (ProblemException e) {
            LOG.warn("Job {} is not as desired: {}", job.name(), e.detail(), e);
            submitted.problem(job.name(), e.detail());
            return status(job, JobStatus.State.MISSING);
        }
    }

    /** A submission that was believed to have failed may have come through: the one on record stays. */
    private void cancelOthers(Collection<JobStatusMessage> observed, String name) {
        List<JobStatusMessage> alive =
                observed.stream().filter(job -> isAlive(job, name)).toList();
        Optional<String> recorded = submitted.last(name).map(Submission::jobId);
        boolean known = alive.stream()
                .anyMatch(job -> recorded.equals(Optional.of(job.getJobId().toHexString())));
        if (alive.size() < 2 || !known) {
            return;
        }
        for (JobStatusMessage job : alive) {
            if (!recorded.equals(Optional.of(job.getJobId().toHexString()))) {
                LOG.warn("Job {} runs twice; cancelling {}", name, job.getJobId());
                cancelQuietly(job.getJobId());
            }
        }
    }

    private void cancelQuietly(JobID id) {
        try {
            cluster.cancel(id);
        } catch (ProblemException e) {
            LOG.warn("Cannot cancel {}; it is tried again: {}", id, e.detail());
        }
    }

    private void submit(DesiredJob job, Optional<Submission> last) {
        Optional<Path> restore = last.flatMap(this::newestState);
        JobID id = new JobID();
        submitted.submitting(job.name(), job.fingerprint(), id.toHexString(), restore);
        cluster.submit(job, id, restore);
        LOG.info(
                "Submitted job {} as {} from {}",
                job.name(),
                id,
                restore.map(Path::toString).orElse("nothing"));
    }

    private void restart(DesiredJob job, JobID running) {
        LOG.info("Job {} changed; stopping {} with a savepoint", job.name(), running);
        Path savepoint = Path.of(URI.create(cluster.stopWithSavepoint(running)));
        submitted.stopped(job.name(), savepoint);
        submit(job, submitted.last(job.name()));
    }

    /** A savepoint it was stopped with, else its newest checkpoint, else what it was itself restored from. */
    private Optional<Path> newestState(Submission last) {
        return Stream.of(last.savepoint(), checkpoints.newest(last.jobId()), last.restored())
                .flatMap(Optional::stream)
                .filter(Files::exists)
                .findFirst();
    }

    private static Optional<JobStatusMessage> alive(Collection<JobStatusMessage> observed, String name) {
        return observed.stream()
                .filter(job -> isAlive(job, name))
                .max(Comparator.comparingLong(JobStatusMessage::getStartTime));
    }

    private static boolean isAlive(JobStatusMessage job, String name) {
        return job.getJobName().equals(name) && !job.getJobState().isGloballyTerminalState();
    }

    private static JobStatus.State state(JobStatusMessage job) {
        return job.getJobState() == org.apache.flink.api.common.JobStatus.RUNNING
                ? JobStatus.State.RUNNING
                : JobStatus.State.STARTING;
    }

    private JobStatus status(DesiredJob job, JobStatus.State state) {
        Optional<String> id = submitted.last(job.name()).map(Submission::jobId);
        return new JobStatus(job.name(), state, id, id.flatMap(checkpoints::madeAt), submitted.problem(job.name()));
    }

    private static JobStatus unknown(DesiredJob job, ProblemException why) {
        return new JobStatus(
                job.name(), JobStatus.State.UNKNOWN, Optional.empty(), Optional.empty(), Optional.of(why.detail()));
    }

    /** Stops a job and keeps where it was, so that a later {@link #ensure} goes on from there. */
    public void stop(String name) {
        alive(cluster.jobs(), name)
                .ifPresent(
                        job -> submitted.stopped(name, Path.of(URI.create(cluster.stopWithSavepoint(job.getJobId())))));
    }

    /** Cancels a job; its last checkpoint is kept. */
    public void cancel(String name) {
        alive(cluster.jobs(), name).ifPresent(job -> cluster.cancel(job.getJobId()));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
