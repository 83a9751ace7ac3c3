package dev.tidemark.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a set of parts: each is fetched at once, started as soon as what it depends on is healthy, restarted when it
 * ends by itself, and stopped in the reverse order. Not restartable.
 */
public final class Supervisor {

    private final List<List<Part>> layers;
    private final Map<String, PartRunner> runners = new LinkedHashMap<>();
    private final StatusBoard board;

    /** @throws IllegalArgumentException if the parts cannot be put in an order */
    public Supervisor(List<Part> parts, StatusBoard board, Path logDirectory, Path runDirectory) {
        this.layers = StartOrder.layers(parts);
        this.board = board;
        for (Part part : parts) {
            runners.put(part.name(), new PartRunner(part, board, logDirectory, runDirectory));
            board.add(part.name());
        }
    }

    public void start() {
        runners.values().forEach(PartRunner::start);
    }

    /** Stops what was started, last layer first, and returns when no process of it is left. */
    public void stop() {
        for (List<Part> layer : layers.reversed()) {
            List<Thread> stops = new ArrayList<>();
            for (Part part : layer) {
                PartRunner runner = runners.get(part.name());
                if (runner != null) {
                    stops.add(Thread.startVirtualThread(runner::stop));
                }
            }
            stops.forEach(Supervisor::joinQuietly);
        }
    }

    public StatusBoard board() {
        return board;
    }

    /**
     * Ends the processes that an earlier supervisor started and could not stop, as told by the pid files. Processes
     * that only got the same pid are left alone.
     */
    public static void endLeftovers(Path runDirectory, Consumer<String> ended) throws IOException {
        if (!Files.isDirectory(runDirectory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listing = Files.list(runDirectory)) {
            files = listing.filter(file -> file.toString().endsWith(".pid")).toList();
        }
        List<Thread> stops = new ArrayList<>();
        for (Path file : files) {
            PidFile pidFile = new PidFile(file);
            pidFile.read().flatMap(ProcessIdentity::running).ifPresent(left -> {
                String name = file.getFileName().toString().replace(".pid", "");
                ended.accept(name);
                Lifetime lifetime = name.equals("postgres") ? Lifetime.USUAL.stoppedBy("INT") : Lifetime.USUAL;
                stops.add(Thread.startVirtualThread(() -> Signals.end(left, lifetime)));
            });
        }
        stops.forEach(Supervisor::joinQuietly);
        for (Path file : files) {
            new PidFile(file).delete();
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
