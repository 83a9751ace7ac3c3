package dev.tidemark.pipelines.flink.internal;

import dev.tidemark.pipelines.flink.DesiredJob;
import dev.tidemark.pipelines.flink.FlinkSettings;
import dev.tidemark.pipelines.flink.JobProblem;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/** A Flink session cluster over its REST interface. Thread-safe. */
public final class FlinkCluster implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;
    private static final long SAVEPOINT_SECONDS = 120;

    private final FlinkSettings settings;
    private final Configuration configuration = new Configuration();
    private final RestClusterClient<String> client;

    public FlinkCluster(FlinkSettings settings) {
        this.settings = settings;
        configuration.set(RestOptions.ADDRESS, settings.rest().getHost());
        configuration.set(RestOptions.PORT, settings.rest().getPort());
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 2);
        try {
            client = new RestClusterClient<>(configuration, "tidemark");
        } catch (Exception e) {
            throw new IllegalStateException("Cannot make a client for " + settings.rest(), e);
        }
    }

    /**
     * @throws ProblemException {@link JobProblem#FLINK_AWAY}
     */
    public Collection<JobStatusMessage> jobs() {
        return await(client.listJobs(), TIMEOUT_SECONDS);
    }

    /**
     * @param restore a checkpoint or savepoint; a checkpoint then belongs to the new job, which deletes it when it is of no use
     * @throws ProblemException {@link JobProblem#JOB_NOT_SUBMITTED}
     */
    public void submit(DesiredJob job, JobID id, Optional<Path> restore) {
        try {
            JobGraph graph = plan(job, id);
            restore.ifPresent(path -> graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(path.toUri().toString(), true, RecoveryClaimMode.CLAIM)));
            client.submitJob(graph).get(TIMEOUT_SECONDS * 2, TimeUnit.SECONDS);
        } catch (IOException | ProgramInvocationException | ExecutionException | TimeoutException e) {
            throw new ProblemException(JobProblem.JOB_NOT_SUBMITTED, job.name(), rootMessage(e)).because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(JobProblem.JOB_NOT_SUBMITTED, job.name(), "interrupted").because(e);
        }
    }

    /** Runs the job's main up to its plan. Its classes are loaded apart from ours and forgotten again. */
    private JobGraph plan(DesiredJob job, JobID id) throws IOException, ProgramInvocationException {
        try (PackagedProgram program = PackagedProgram.newBuilder()
                .setJarFile(settings.jobsJar().toFile())
                .setUserClassPaths(classPath())
                .setEntryPointClassName(job.mainClass())
                .setArguments(arguments(job))
                .setConfiguration(configuration)
                .build()) {
            // Suppressing output would replace System.out for good when planning fails, and with it our log.
            JobGraph graph = PackagedProgramUtils.createJobGraph(program, configuration, 1, id, false);
            // The classes are on the cluster's class path; sent along they would be loaded anew for every submission.
            graph.getUserJars().clear();
            graph.setClasspaths(List.of());
            return graph;
        }
    }

    private static String[] arguments(DesiredJob job) {
        List<String> arguments = new ArrayList<>(job.arguments());
        arguments.add("--name");
        arguments.add(job.name());
        return arguments.toArray(String[]::new);
    }

    private List<URL> classPath() throws IOException {
        Path list = settings.jobsJar().resolveSibling("runtime-classpath.txt");
        List<URL> urls = new ArrayList<>();
        for (String jar : Files.readString(list).strip().split(Pattern.quote(System.getProperty("path.separator")))) {
            urls.add(url(Path.of(jar)));
        }
        return urls;
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    /** Stops a job with a savepoint and says where that is. */
    public String stopWithSavepoint(JobID id) {
        return await(
                client.stopWithSavepoint(
                        id, false, settings.savepoints().toUri().toString(), SavepointFormatType.CANONICAL),
                SAVEPOINT_SECONDS);
    }

    public void cancel(JobID id) {
        await(client.cancel(id), TIMEOUT_SECONDS);
    }

    private <T> T await(CompletableFuture<T> future, long seconds) {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProblemException(JobProblem.FLINK_AWAY, settings.rest(), rootMessage(e)).because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(JobProblem.FLINK_AWAY, settings.rest(), "interrupted").because(e);
        }
    }

    private static String rootMessage(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    @Override
    public void close() {
        client.close();
    }
}
