package dev.tidemark.collector.internal.enrichment;

import org.jspecify.annotations.Nullable;

/**
 * Roughly where an address is.
 *
 * @param country two letters of ISO 3166-1
 * @param region the code of its first subdivision, of ISO 3166-2 without the country; null when nobody knows
 */
record Place(String country, @Nullable String region) {}
