package dev.tidemark.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a process and everything it started. */
final class Signals {

    private Signals() {}

    /**
     * Sends the lifetime's signal, waits, and kills what is left. Returns when nothing of it runs any more; true when
     * it ended by itself.
     */
    static boolean end(ProcessHandle process, Lifetime lifetime) {
        List<ProcessHandle> descendants = process.descendants().toList();
        send(process, lifetime.stopSignal());
        boolean ended = endedWithin(process, lifetime.stopWithin());
        process.destroyForcibly();
        endedWithin(process, Duration.ofSeconds(10));
        for (ProcessHandle descendant : descendants) {
            if (!endedWithin(descendant, Duration.ofSeconds(ended ? 5 : 1))) {
                descendant.destroyForcibly();
            }
        }
        return ended;
    }

    private static void send(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endedWithin(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (ProcessIdentity.alive(process) && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return !ProcessIdentity.alive(process);
    }
}
