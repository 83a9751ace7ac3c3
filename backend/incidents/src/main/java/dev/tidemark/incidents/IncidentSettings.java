package dev.tidemark.incidents;

import java.time.Duration;

/**
 * How incidents are kept.
 *
 * @param look the pause between looks of the checks
 * @param keepResolved how long a resolved incident is remembered, with its notices
 */
public record IncidentSettings(Duration look, Duration keepResolved) {

    public static IncidentSettings defaults() {
        return new IncidentSettings(Duration.ofSeconds(10), Duration.ofDays(400));
    }
}
