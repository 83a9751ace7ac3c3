package dev.tidemark.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir
    Path folder;

    private final List<String> history = new CopyOnWriteArrayList<>();
    private @Nullable Supervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void a_part_is_started_when_what_it_needs_is_healthy_and_stopped_before_it() throws Exception {
        Supervisor both = start(FakePart.sleeping("portal", "postgres"), FakePart.sleeping("postgres"));
        await(both, "portal", status -> status.state() == PartState.HEALTHY);

        both.stop();

        List<String> steps = new ArrayList<>(history);
        assertThat(steps.indexOf("portal STARTING")).isGreaterThan(steps.indexOf("postgres HEALTHY"));
        assertThat(steps.indexOf("postgres STOPPING")).isGreaterThan(steps.indexOf("portal STOPPED"));
    }

    @Test
    void what_can_wait_runs_behind_what_cannot() throws Exception {
        Supervisor one = start(FakePart.sleeping("flink-taskmanager"));
        PartStatus status = await(one, "flink-taskmanager", known -> known.state() == PartState.HEALTHY);

        assertThat(niceness(running(status).pid()))
                .isEqualTo(Math.min(19, niceness(ProcessHandle.current().pid()) + 10));
    }

    private static int niceness(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "ni=", "-p", Long.toString(pid)).start();
        return Integer.parseInt(new String(ps.getInputStream().readAllBytes(), UTF_8).strip());
    }

    @Test
    void a_killed_process_is_started_again() throws Exception {
        Supervisor one = start(FakePart.sleeping("kafka"));
        ProcessIdentity first = running(await(one, "kafka", status -> status.state() == PartState.HEALTHY));

        first.running().orElseThrow().destroyForcibly();

        PartStatus after = await(one, "kafka", status -> status.restarts() == 1 && status.state() == PartState.HEALTHY);
        assertThat(running(after)).isNotEqualTo(first);
        assertThat(new PidFile(folder.resolve("run/kafka.pid")).read()).contains(running(after));
    }

    @Test
    void a_stop_kills_what_does_not_listen_and_leaves_nothing() throws Exception {
        Supervisor deaf = start(
                new FakePart("deaf", Set.of(), "trap '' TERM; sleep 600 & wait; sleep 600", new HealthProbe.Running()));
        ProcessIdentity process = running(await(deaf, "deaf", status -> status.state() == PartState.HEALTHY));
        List<ProcessHandle> children = awaitChildren(process);

        deaf.stop();

        assertThat(process.running()).isEmpty();
        assertThat(children).noneMatch(ProcessIdentity::alive);
        assertThat(folder.resolve("run/deaf.pid")).doesNotExist();
    }

    @Test
    void a_part_that_cannot_be_fetched_has_failed_and_says_why() throws Exception {
        Supervisor one = start(new FakePart.Missing("trino"));

        assertThat(await(one, "trino", status -> status.state() == PartState.FAILED)
                        .detail())
                .isEqualTo("no network");
    }

    @Test
    void a_part_that_is_still_being_fetched_can_be_stopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Supervisor one = start(new FakePart.Fetching("pinot", begun));
        begun.await();

        one.stop();

        assertThat(one.board().statuses()).extracting(PartStatus::state).containsExactly(PartState.STOPPED);
    }

    @Test
    void what_a_killed_supervisor_left_behind_is_ended_and_a_stranger_with_an_old_pid_is_not() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Path run = folder.resolve("run");
        new PidFile(run.resolve("kafka.pid"))
                .write(ProcessIdentity.of(left.pid()).orElseThrow());
        new PidFile(run.resolve("pinot.pid")).write(new ProcessIdentity(stranger.pid(), "another boot-17"));
        List<String> ended = new ArrayList<>();

        Supervisor.endLeftovers(run, ended::add);

        assertThat(ended).containsExactly("kafka");
        assertThat(left.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    private Supervisor start(Part... parts) {
        StatusBoard board =
                new StatusBoard(statuses -> statuses.forEach(status -> remember(status.name() + " " + status.state())));
        Supervisor started = new Supervisor(List.of(parts), board, folder.resolve("log"), folder.resolve("run"));
        supervisor = started;
        started.start();
        return started;
    }

    private void remember(String step) {
        if (!history.contains(step)) {
            history.add(step);
        }
    }

    private static ProcessIdentity running(PartStatus status) {
        return Objects.requireNonNull(status.process());
    }

    private static PartStatus await(Supervisor supervisor, String name, Predicate<PartStatus> condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            for (PartStatus status : supervisor.board().statuses()) {
                if (status.name().equals(name) && condition.test(status)) {
                    return status;
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("not in time: " + supervisor.board().statuses());
    }

    private static List<ProcessHandle> awaitChildren(ProcessIdentity process) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            List<ProcessHandle> children =
                    process.running().orElseThrow().children().toList();
            if (!children.isEmpty()) {
                return children;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("no child of " + process);
    }

    @Test
    void the_end_of_a_log_is_what_a_failure_shows() throws IOException {
        Path log = Files.writeString(folder.resolve("x.log"), "one\ntwo\nthree\n");

        assertThat(new LogFile(log).lastLines(2)).isEqualTo("    two\n    three");
    }
}
