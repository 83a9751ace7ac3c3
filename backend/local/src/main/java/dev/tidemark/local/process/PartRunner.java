package dev.tidemark.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes one part from "not fetched" to "running", keeps it there, and stops it. */
final class PartRunner {

    private static final Duration PROBE_WHILE_STARTING = Duration.ofMillis(200);
    private static final Duration PROBE_WHILE_HEALTHY = Duration.ofSeconds(5);
    private static final int MISSED_PROBES = 3;

    private final Part part;
    private final StatusBoard board;
    private final LogFile log;
    private final PidFile pidFile;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private volatile Lifetime lifetime = Lifetime.USUAL;

    PartRunner(Part part, StatusBoard board, Path logDirectory, Path runDirectory) {
        this.part = part;
        this.board = board;
        this.log = new LogFile(logDirectory.resolve(part.name() + ".log"));
        this.pidFile = new PidFile(runDirectory.resolve(part.name() + ".pid"));
        this.thread = Thread.ofVirtual().name("part-" + part.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            ProcessSpec spec = part.fetch(this::say);
            lifetime = spec.lifetime();
            say(PartState.WAITING, part.dependsOn().isEmpty() ? "" : "for " + String.join(", ", part.dependsOn()));
            board.awaitHealthy(part.dependsOn());
            keepRunning(spec);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            say(PartState.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void keepRunning(ProcessSpec spec) throws IOException, InterruptedException {
        BackOff backOff = BackOff.NONE;
        while (!stopping) {
            part.prepare(spec, this::say);
            Duration healthyFor = runOnce(spec);
            if (stopping) {
                return;
            }
            backOff = backOff.crashed(healthyFor);
            Optional<Duration> pause = backOff.pause();
            if (pause.isEmpty()) {
                say(PartState.FAILED, "ended " + backOff.crashes() + " times in a row\n" + log.lastLines(10));
                return;
            }
            board.update(part.name(), PartStatus::restarted);
            say(PartState.RESTARTING, "ended by itself; again in " + pause.get().toSeconds() + " s");
            TimeUnit.NANOSECONDS.sleep(pause.get().toNanos());
        }
    }

    /** Runs the process until it ends; how long it was healthy. */
    private Duration runOnce(ProcessSpec spec) throws IOException, InterruptedException {
        log.rotate();
        Process started = launch(spec);
        ProcessIdentity identity =
                ProcessIdentity.of(started.pid()).orElse(new ProcessIdentity(started.pid(), "ended at once"));
        pidFile.write(identity);
        board.update(part.name(), status -> status.runningAs(identity));
        say(PartState.STARTING, "");
        try {
            if (!healthyInTime(spec, started)) {
                Signals.end(started.toHandle(), lifetime);
                return Duration.ZERO;
            }
            Instant healthySince = Instant.now();
            say(PartState.HEALTHY, "");
            watch(spec, started);
            return Duration.between(healthySince, Instant.now());
        } finally {
            if (!started.isAlive()) {
                board.update(part.name(), status -> status.runningAs(null));
                pidFile.delete();
            }
        }
    }

    private Process launch(ProcessSpec spec) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.precedence().of(spec.command()))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(spec.environment());
        synchronized (this) {
            if (stopping) {
                throw new IOException("stopped before it was started");
            }
            Process started = builder.start();
            process = started;
            return started;
        }
    }

    private static boolean healthyInTime(ProcessSpec spec, Process started) throws InterruptedException {
        long deadline = System.nanoTime() + spec.lifetime().startWithin().toNanos();
        while (System.nanoTime() < deadline) {
            if (started.waitFor(PROBE_WHILE_STARTING)) {
                return false;
            }
            if (spec.probe().healthy() && started.isAlive()) {
                return true;
            }
        }
        return false;
    }

    private void watch(ProcessSpec spec, Process started) throws InterruptedException {
        int missed = 0;
        while (!started.waitFor(PROBE_WHILE_HEALTHY)) {
            missed = spec.probe().healthy() ? 0 : missed + 1;
            if (missed == 0) {
                say(PartState.HEALTHY, "");
            } else if (missed >= MISSED_PROBES) {
                say(PartState.UNHEALTHY, "runs but does not answer");
            }
        }
    }

    /** Stops the part, however far it has come. Returns when its process is gone. */
    void stop() {
        Process running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        thread.interrupt();
        boolean byItself = true;
        if (running != null && running.isAlive()) {
            board.now(part.name(), PartState.STOPPING, "");
            byItself = Signals.end(running.toHandle(), lifetime);
        }
        joinQuietly();
        try {
            pidFile.delete();
        } catch (IOException _) {
            // A pid file of a process that has ended misleads nobody: its start time no longer fits.
        }
        board.update(part.name(), status -> status.runningAs(null));
        board.now(part.name(), PartState.STOPPED, byItself ? "" : "had to be killed");
    }

    private void joinQuietly() {
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once a stop has begun, only the stop itself speaks. */
    private void say(PartState state, String detail) {
        if (!stopping) {
            board.now(part.name(), state, detail);
        }
    }
}
