package dev.tidemark.collector.internal.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about all of its events.
 *
 * @param at our clock
 * @param ip already cut to its network
 * @param userAgent as sent, at most 256 characters
 */
public record Arrival(
        Instant at, @Nullable String ip, @Nullable String userAgent) {

    private static final int MOST_OF_USER_AGENT = 256;

    public static Arrival of(Instant at, @Nullable String address, @Nullable String userAgent) {
        return new Arrival(
                at,
                address == null ? null : Network.of(address),
                userAgent == null || userAgent.length() <= MOST_OF_USER_AGENT
                        ? userAgent
                        : userAgent.substring(0, MOST_OF_USER_AGENT));
    }
}
