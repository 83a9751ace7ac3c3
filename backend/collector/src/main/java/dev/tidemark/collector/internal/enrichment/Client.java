package dev.tidemark.collector.internal.enrichment;

import org.jspecify.annotations.Nullable;

/**
 * What a user agent belongs to; null is what it does not tell.
 *
 * @param device desktop, phone, tablet, tv, robot or library
 * @param agent the family of browsers or the program, without version
 * @param system the operating system, without version
 */
public record Client(
        @Nullable String device,
        @Nullable String agent,
        @Nullable String system) {

    public static final Client UNKNOWN = new Client(null, null, null);
}
