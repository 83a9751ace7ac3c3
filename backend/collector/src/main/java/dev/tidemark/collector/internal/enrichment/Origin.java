package dev.tidemark.collector.internal.enrichment;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as it may be kept.
 *
 * @param ip as the settings allow it to be kept
 * @param country and region: null when nobody knows
 * @param userAgent as sent, at most {@value #MOST_OF_USER_AGENT} characters
 */
public record Origin(
        @Nullable String ip,
        @Nullable String country,
        @Nullable String region,
        @Nullable String userAgent,
        Client client) {

    static final int MOST_OF_USER_AGENT = 256;

    /** Of a request that says nothing. */
    public static final Origin UNKNOWN = new Origin(null, null, null, null, Client.UNKNOWN);
}
