package dev.tidemark.local.engines;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.StatusBoard;
import dev.tidemark.local.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Engines in a temporary folder on free ports, run by this JVM for as long as it lives or until they are closed.
 * Nothing of them is left afterwards. Thread-safe.
 */
public final class TemporaryEngines implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Setting setting;
    private final Choice choice;
    private final Set<String> running = new HashSet<>();
    private final Deque<Supervisor> supervisors = new ArrayDeque<>();
    private final Thread closeAtExit = new Thread(this::stop, "stop-engines");

    private TemporaryEngines(Setting setting, Choice choice) {
        this.setting = setting;
        this.choice = choice;
    }

    /** An empty place for the usual engines; none runs in it yet. */
    public static TemporaryEngines in(Repository repository) throws IOException {
        return in(repository, Choice.ENGINES_ONLY);
    }

    /** An empty place for these engines; none runs in it yet. */
    public static TemporaryEngines in(Repository repository, Choice choice) throws IOException {
        Home home = new Home(Files.createTempDirectory("tidemark-test"));
        home.create();
        Ports ports = Ports.free();
        ports.save(home);
        TemporaryEngines engines =
                new TemporaryEngines(new Setting(home, ports, new Artifacts(repository, home.log())), choice);
        Runtime.getRuntime().addShutdownHook(engines.closeAtExit);
        return engines;
    }

    public Home home() {
        return setting.home();
    }

    /**
     * Starts the named parts, all when none is named, unless they run already; returns when they are healthy.
     *
     * @throws IllegalStateException if one fails, with the last lines of its log
     */
    public synchronized void start(String... names) throws IOException, InterruptedException {
        List<Part> parts = Parts.of(setting, choice).stream()
                .filter(part -> names.length == 0 || List.of(names).contains(part.name()))
                .filter(part -> running.add(part.name()))
                .toList();
        if (parts.isEmpty()) {
            return;
        }
        StatusBoard board = new StatusBoard(statuses -> {});
        Supervisor supervisor = new Supervisor(
                parts, board, setting.home().log(), setting.home().run());
        supervisors.push(supervisor);
        supervisor.start();
        awaitHealthy(board);
    }

    /** Stops what runs and keeps what it has stored; {@link #start} goes on with it. */
    public synchronized void pause() {
        while (!supervisors.isEmpty()) {
            supervisors.pop().stop();
        }
        running.clear();
    }

    private static void awaitHealthy(StatusBoard board) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!board.statuses().stream().allMatch(status -> status.state() == PartState.HEALTHY)) {
            boolean failed = board.statuses().stream().anyMatch(status -> status.state() == PartState.FAILED);
            if (failed || System.nanoTime() > deadline) {
                throw new IllegalStateException("Engines did not start: " + board.statuses());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closeAtExit);
        stop();
    }

    private void stop() {
        while (!supervisors.isEmpty()) {
            supervisors.pop().stop();
        }
        try {
            Tree.delete(setting.home().root());
        } catch (IOException e) {
            System.err.println("Left behind: " + setting.home().root() + " (" + e.getMessage() + ")");
        }
    }
}
