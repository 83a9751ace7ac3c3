package dev.tidemark.stores.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * So many queries at once, the others wait in line for a while. Queries run on threads of their own, because a native call
 * neither notices an interrupt nor lets a virtual thread go.
 */
public final class Admission implements AutoCloseable {

    /** A query that can be stopped from outside. */
    public interface Cancellable<T> extends Callable<T> {
        void cancel();
    }

    private final String store;
    private final int size;
    private final Semaphore slots;
    private final Duration queueWait;
    private final ExecutorService threads;

    public Admission(String store, int slots, Duration queueWait) {
        this.store = store;
        this.size = slots;
        this.slots = new Semaphore(slots, true);
        this.queueWait = queueWait;
        this.threads = Executors.newFixedThreadPool(
                slots, Thread.ofPlatform().daemon().name(store + "-", 1).factory());
    }

    /**
     * @throws ProblemException {@link StoreProblem#STORE_BUSY}, {@link StoreProblem#STORE_TIMEOUT},
     *     {@link StoreProblem#STORE_CANCELLED}, or what the query throws
     */
    public <T> T run(Cancellable<T> query, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        await(queueWait.compareTo(timeout) < 0 ? queueWait : timeout);
        Future<T> running = threads.submit(() -> {
            try {
                return query.call();
            } finally {
                slots.release();
            }
        });
        try {
            return running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            query.cancel();
            throw new ProblemException(StoreProblem.STORE_TIMEOUT, store, timeout);
        } catch (InterruptedException e) {
            query.cancel();
            Thread.currentThread().interrupt();
            throw new ProblemException(StoreProblem.STORE_CANCELLED, store);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private void await(Duration patience) {
        try {
            if (!slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ProblemException(StoreProblem.STORE_BUSY, store, size, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StoreProblem.STORE_CANCELLED, store);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
