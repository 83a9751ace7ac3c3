package dev.tidemark.quarantine;

import java.time.Duration;

/**
 * How the quarantine is kept.
 *
 * @param look the pause between looks for replays that somebody started
 * @param portion events sent back in one request
 * @param rehearsed events that a repair is tried on at most
 * @param keepHeld how long an event waits for somebody, at most
 * @param keepDecided how long the outcome of an event can be looked up
 */
public record QuarantineSettings(Duration look, int portion, int rehearsed, Duration keepHeld, Duration keepDecided) {

    public static QuarantineSettings defaults() {
        return new QuarantineSettings(Duration.ofSeconds(1), 200, 1_000, Duration.ofDays(90), Duration.ofDays(30));
    }

    public QuarantineSettings {
        if (portion < 1 || rehearsed < 1) {
            throw new IllegalArgumentException("portion and rehearsed are at least 1");
        }
    }
}
