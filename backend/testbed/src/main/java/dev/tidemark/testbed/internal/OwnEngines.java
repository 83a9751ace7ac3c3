package dev.tidemark.testbed.internal;

import dev.tidemark.local.engines.Artifacts;
import dev.tidemark.local.engines.Choice;
import dev.tidemark.local.engines.FlinkPart;
import dev.tidemark.local.engines.KafkaPart;
import dev.tidemark.local.engines.Parts;
import dev.tidemark.local.engines.PinotPart;
import dev.tidemark.local.engines.PostgresPart;
import dev.tidemark.local.engines.Setting;
import dev.tidemark.local.engines.Tree;
import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import dev.tidemark.local.process.Part;
import dev.tidemark.local.process.PartState;
import dev.tidemark.local.process.StatusBoard;
import dev.tidemark.local.process.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Engines that this JVM starts as its own processes, each when it is first asked for, and stops when it ends. */
final class OwnEngines implements Engines {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Set<String> running = new HashSet<>();
    private @Nullable Setting setting;
    private @Nullable RunningHome home;

    @Override
    public Server postgres() {
        return started(PostgresPart.NAME).postgres();
    }

    @Override
    public EngineAddress kafka() {
        return started(KafkaPart.NAME).kafka();
    }

    @Override
    public EngineAddress flink() {
        return started(FlinkPart.JOB_MANAGER, FlinkPart.TASK_MANAGER).flink();
    }

    @Override
    public EngineAddress pinotController() {
        return started(PinotPart.NAME).pinotController();
    }

    @Override
    public EngineAddress pinotBroker() {
        return started(PinotPart.NAME).pinotBroker();
    }

    private synchronized RunningHome started(String... names) {
        try {
            Setting where = setting();
            Set<String> wanted = new HashSet<>(List.of(names));
            wanted.removeAll(running);
            if (!wanted.isEmpty()) {
                start(where, wanted);
                running.addAll(wanted);
            }
            RunningHome there = home;
            return there == null ? home = new RunningHome(where.home(), where.ports()) : there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Setting setting() throws IOException {
        Setting made = setting;
        if (made == null) {
            Path folder = Files.createTempDirectory("tidemark-test");
            Home fresh = new Home(folder);
            fresh.create();
            Artifacts artifacts = new Artifacts(Repository.around(Path.of("")), fresh.log());
            made = new Setting(fresh, Ports.free(), artifacts);
            setting = made;
        }
        return made;
    }

    private static void start(Setting where, Set<String> names) throws IOException, InterruptedException {
        List<Part> parts = Parts.of(where, Choice.ENGINES_ONLY).stream()
                .filter(part -> names.contains(part.name()))
                .toList();
        StatusBoard board = new StatusBoard(statuses -> {});
        Supervisor supervisor =
                new Supervisor(parts, board, where.home().log(), where.home().run());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, where.home()), "stop-engines"));
        supervisor.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!board.statuses().stream().allMatch(status -> status.state() == PartState.HEALTHY)) {
            boolean failed = board.statuses().stream().anyMatch(status -> status.state() == PartState.FAILED);
            if (failed || System.nanoTime() > deadline) {
                throw new IllegalStateException("Engines did not start: " + board.statuses());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void stop(Supervisor supervisor, Home home) {
        supervisor.stop();
        try {
            Tree.delete(home.root());
        } catch (IOException e) {
            System.err.println("Left behind: " + home.root() + " (" + e.getMessage() + ")");
        }
    }
}
