package dev.tidemark.server.provisioning;

import dev.tidemark.pipelines.flink.DesiredJob;
import dev.tidemark.pipelines.flink.FlinkJobs;
import dev.tidemark.pipelines.flink.JobStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every few seconds whether the desired Flink jobs run, and makes them run. Portals take turns by a lock in PostgreSQL. */
public final class JobKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);

    private final FlinkJobs jobs;

    private volatile List<DesiredJob> desired = List.of();
    private volatile List<JobStatus> statuses = List.of();

    JobKeeper(FlinkJobs jobs) {
        this.jobs = jobs;
    }

    void keep(List<DesiredJob> wanted) {
        desired = List.copyOf(wanted);
    }

    /** How each desired job was when this portal last looked. */
    public List<JobStatus> statuses() {
        return statuses;
    }

    @Scheduled(fixedDelay = 3_000)
    void look() {
        List<DesiredJob> wanted = desired;
        if (wanted.isEmpty()) {
            return;
        }
        jobs.ensureInTurn(wanted).ifPresent(this::remember);
    }

    private void remember(List<JobStatus> now) {
        Set<String> before = statuses.stream().map(JobKeeper::line).collect(Collectors.toSet());
        now.stream().map(JobKeeper::line).filter(line -> !before.contains(line)).forEach(LOG::info);
        statuses = now;
    }

    private static String line(JobStatus job) {
        return "Job " + job.name() + " is " + job.state()
                + job.detail().map(why -> ": " + why).orElse("");
    }
}
