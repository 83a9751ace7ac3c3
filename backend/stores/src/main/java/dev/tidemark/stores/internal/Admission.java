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

        /** May be called more than once, also before it begins and after it has ended. */
        void cancel();
    }

    private static final long AGAIN_MILLIS = 20;

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
            cancel(query, running);
            throw new ProblemException(StoreProblem.STORE_TIMEOUT, store, timeout);
        } catch (InterruptedException e) {
            cancel(query, running);
            Thread.currentThread().interrupt();
            throw new ProblemException(StoreProblem.STORE_CANCELLED, store);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** An engine that was only about to begin has not heard, and would keep the slot for as long as the query takes: it is told until it has ended. */
    private static void cancel(Cancellable<?> query, Future<?> running) {
        query.cancel();
        Thread.ofVirtual().name("cancel").start(() -> {
            while (!isOver(running)) {
                query.cancel();
            }
        });
    }

    private static boolean isOver(Future<?> running) {
        try {
            running.get(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
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
