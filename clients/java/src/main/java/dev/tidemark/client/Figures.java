package dev.tidemark.client;

/**
 * How the client stands.
 *
 * @param queued events that wait, on disk or in memory
 * @param refused by the collector
 * @param givenUp events that nobody took, full queue included
 * @param retries requests that were sent again
 * @param lastFailure why the last request was not answered well; empty when it was
 */
public record Figures(
        long queued, long stored, long quarantined, long refused, long givenUp, long retries, String lastFailure) {}
