package dev.tidemark.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of an event's way.
 *
 * @param at when the event was there; empty while it has not arrived
 * @param atMost whether {@code at} is only known to be no later than said
 * @param took since the stage this one waits for; empty when either is missing
 * @param allowed how long the step may take
 * @param where the topic, table or service, for example {@code orders_rt}
 */
public record Hop(
        Stage stage, Optional<Instant> at, boolean atMost, Optional<Duration> took, Duration allowed, String where) {

    public boolean slow() {
        return took.filter(duration -> duration.compareTo(allowed) > 0).isPresent();
    }
}
