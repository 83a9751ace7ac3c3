package dev.tidemark.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what a test expects, with a deadline; asks often at first and then less and less. */
final class Await {

    private static final long SHORTEST_NANOS = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

    /** For what surely comes, on two cores that are still busy with a new platform's history: how fast it comes is for benchmarks to say. */
    static final Duration SURELY = Duration.ofMinutes(3);

    private Await() {}

    /** Asks until the assertion holds; at the deadline its last failure is the test's. */
    static void until(Duration patience, Runnable assertion) {
        found(patience, () -> {
            assertion.run();
            return true;
        });
    }

    /** Asks until there is something to return; at the deadline the last failure is the test's. */
    static <T> T found(Duration patience, Supplier<T> search) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = SHORTEST_NANOS;
        while (true) {
            try {
                return search.get();
            } catch (AssertionError | RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(pause);
                pause = longer(pause);
            }
        }
    }

    /** Asks until the condition holds and says whether it did. */
    static boolean holds(Duration patience, Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = SHORTEST_NANOS;
        while (!condition.get()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = longer(pause);
        }
        return true;
    }

    private static long longer(long pause) {
        return Math.min(2 * pause, LONGEST_NANOS);
    }
}
