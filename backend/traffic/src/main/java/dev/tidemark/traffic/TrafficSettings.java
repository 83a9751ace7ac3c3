package dev.tidemark.traffic;

import java.time.Duration;

/**
 * How traffic is looked at.
 *
 * @param sample events of each partition that a look reads
 * @param lately what is compared with the time before
 * @param before how far back that time goes
 * @param settled how long the traffic must have shown that a drift is gone, to close it
 * @param quiet how long a drift must be unseen to be closed where too little comes to tell, or when it has come back before
 */
public record TrafficSettings(int sample, Duration lately, Duration before, Duration settled, Duration quiet) {

    public static TrafficSettings defaults() {
        return new TrafficSettings(
                5_000, Duration.ofMinutes(10), Duration.ofDays(2), Duration.ofMinutes(15), Duration.ofHours(6));
    }

    public TrafficSettings {
        if (sample < 1) {
            throw new IllegalArgumentException("A look reads at least one event");
        }
    }
}
