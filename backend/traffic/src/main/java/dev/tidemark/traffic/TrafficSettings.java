package dev.tidemark.traffic;

import java.time.Duration;

/**
 * How traffic is looked at.
 *
 * @param sample events of each partition that a look reads
 * @param lately what is compared with the time before
 * @param before how far back that time goes
 * @param quiet how long a drift must be gone to be closed
 */
public record TrafficSettings(int sample, Duration lately, Duration before, Duration quiet) {

    public static TrafficSettings defaults() {
        return new TrafficSettings(5_000, Duration.ofMinutes(10), Duration.ofDays(2), Duration.ofHours(6));
    }

    public TrafficSettings {
        if (sample < 1) {
            throw new IllegalArgumentException("A look reads at least one event");
        }
    }
}
