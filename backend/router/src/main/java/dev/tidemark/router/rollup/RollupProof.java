package dev.tidemark.router.rollup;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How rollups are held to the truth.
 *
 * @param background runs comparisons; may drop some, they are samples
 * @param every how often one rollup is compared at most
 */
public record RollupProof(RollupBook book, Executor background, Duration every) {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int WAITING = 8;

    /** One comparison at a time on a thread of its own; what does not fit into a short queue is left out. */
    public static RollupProof inBackground(RollupBook book) {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("rollup-proof").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        one.allowCoreThreadTimeOut(true);
        return new RollupProof(book, one, EVERY);
    }

    /** Nothing is compared and nothing remembered. */
    public static RollupProof none() {
        return new RollupProof(new RollupBook(new ForgetfulMemory()), comparison -> {}, EVERY);
    }
}
