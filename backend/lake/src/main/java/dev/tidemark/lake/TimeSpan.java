package dev.tidemark.lake;

import java.time.Instant;

/**
 * Rows whose timestamp column lies in a half-open span.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TimeSpan(String column, Instant from, Instant to) {}
