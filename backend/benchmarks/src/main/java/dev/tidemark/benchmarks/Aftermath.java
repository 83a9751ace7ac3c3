package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a turn sets off behind the log: events are processed, stored and indexed on the cores of this machine when their senders have long been
 * answered, and the next turn would be charged for it.
 */
final class Aftermath {

    private static final List<String> BEHIND_THE_LOG = List.of("kafka", "flink-taskmanager", "pinot", "portal");

    /** Of one core: about what the demo's own traffic keeps busy. */
    private static final double RESTING = 0.5;

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<ProcessHandle> processes = new ArrayList<>();

    /** @throws IOException when one of the processes does not run */
    Aftermath(Installation installation) throws IOException {
        for (String name : BEHIND_THE_LOG) {
            ProcessHandle.of(installation.pid(name)).ifPresent(processes::add);
        }
    }

    /** Returns when the processes rest, or have not done so for too long, which it says. */
    void await() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        double cores = cores();
        while (cores > RESTING) {
            if (System.nanoTime() > deadline) {
                System.out.printf("going on although the platform keeps %.1f cores busy%n", cores);
                return;
            }
            cores = cores();
        }
    }

    private double cores() throws InterruptedException {
        Duration before = busy();
        long began = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        return (double) busy().minus(before).toNanos() / (System.nanoTime() - began);
    }

    private Duration busy() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
