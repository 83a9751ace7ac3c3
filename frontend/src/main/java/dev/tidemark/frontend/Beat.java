package dev.tidemark.frontend;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Calls again and again while a component is on a page. */
public final class Beat {

    /** One thread for all pages: what it calls only starts questions, which run on threads of their own. */
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private Beat() {}

    /**
     * @param call must not block and must not throw; runs without the page's lock
     */
    public static void every(Duration pause, Component owner, Runnable call) {
        owner.addAttachListener(attached -> {
            ScheduledFuture<?> beat =
                    CLOCK.scheduleWithFixedDelay(call, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
            owner.addDetachListener(detached -> {
                beat.cancel(false);
                detached.unregisterListener();
            });
        });
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("page-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
