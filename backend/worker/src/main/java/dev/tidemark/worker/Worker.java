package dev.tidemark.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again, on a thread of its own, whatever comes of it. That it fails is logged when it begins to, and when it works again.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final Runnable work;
    private final Duration pause;
    private final ScheduledExecutorService thread;
    private boolean failing;

    /**
     * @param name of the thread, and of the work in the log
     * @param pause before the first time, and after each
     */
    public Worker(String name, Runnable work, Duration pause) {
        this.name = name;
        this.work = work;
        this.pause = pause;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::once, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void once() {
        try {
            work.run();
            if (failing) {
                failing = false;
                LOG.info("{} works again", name);
            }
        } catch (RuntimeException | Error e) {
            // What got out of here would be the last that is heard of it.
            if (!failing) {
                failing = true;
                LOG.warn("{} failed and is tried again and again", name, e);
            }
        }
    }

    /** Lets the work that is being done end. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
