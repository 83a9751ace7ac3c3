package dev.tidemark.pipelines.internal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks again and again whether there is something to do, from the start of the application to its end. */
public final class Lookout implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final String name;
    private final Runnable work;
    private final Duration look;
    private @Nullable ScheduledExecutorService thread;

    /**
     * @param name of the thread
     * @param look the pause between looks; zero never looks
     */
    public Lookout(String name, Runnable work, Duration look) {
        this.name = name;
        this.work = work;
        this.look = look;
    }

    @Override
    public synchronized void start() {
        if (look.isZero() || thread != null) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        started.scheduleWithFixedDelay(this::lookOnce, look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    private void lookOnce() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("A look of {} failed: {}", name, e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running != null) {
            running.shutdown();
            try {
                running.awaitTermination(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
