package dev.tidemark.traffic.internal;

import dev.tidemark.traffic.DriftWatch;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks at the traffic every minute. */
public final class DriftLookout {

    private final DriftWatch watch;

    public DriftLookout(DriftWatch watch) {
        this.watch = watch;
    }

    /** At a fixed rate, so that a look runs on a thread of its own and holds nothing up. */
    @Scheduled(initialDelay = 30_000, fixedRate = 60_000)
    void look() {
        watch.look();
    }
}
