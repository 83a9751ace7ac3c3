package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.pipelines.transforms.Transforms;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks again and again which transforms are due, from the start of the application to its end. */
public final class TransformSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TransformSchedule.class);

    private final Transforms transforms;
    private final Duration look;
    private @Nullable ScheduledExecutorService thread;

    public TransformSchedule(Transforms transforms, Duration look) {
        this.transforms = transforms;
        this.look = look;
    }

    @Override
    public synchronized void start() {
        if (look.isZero() || thread != null) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("transforms").factory());
        started.scheduleWithFixedDelay(this::runDue, look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    private void runDue() {
        try {
            transforms.runDue();
        } catch (RuntimeException e) {
            LOG.warn("Transforms could not be looked at: {}", e.getMessage());
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
