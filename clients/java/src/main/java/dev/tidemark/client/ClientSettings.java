package dev.tidemark.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a client works.
 *
 * @param batchEvents events in one request, at most
 * @param batchBytes of one request before it is zipped, at most
 * @param linger how long an event waits for company
 * @param timeout how long the collector may take to answer
 * @param queueBytes what waits at most, in memory or on disk
 * @param whenFull what {@code send} does then
 * @param disk where the queue is kept; empty for memory
 * @param giveUpAfter how long a batch is tried; a queue on disk is never given up
 * @param firstPause between two tries, twice as long with each further one, of which a random part is waited
 * @param longestPause between two tries
 * @param closeWithin how long closing waits for what is queued
 */
public record ClientSettings(
        int batchEvents,
        int batchBytes,
        Duration linger,
        Duration timeout,
        long queueBytes,
        WhenFull whenFull,
        Optional<Path> disk,
        Duration giveUpAfter,
        Duration firstPause,
        Duration longestPause,
        Duration closeWithin) {

    /** What happens to an event for which the queue has no place. */
    public enum WhenFull {
        /** The caller waits. */
        WAIT,
        /** The event is given up at once, and the listener told. */
        GIVE_UP
    }

    public static final ClientSettings DEFAULT = new ClientSettings(
            500,
            1024 * 1024,
            Duration.ofMillis(200),
            Duration.ofSeconds(15),
            32L * 1024 * 1024,
            WhenFull.WAIT,
            Optional.empty(),
            Duration.ofMinutes(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    /** The collector takes so many events at once, and so many bytes. */
    private static final int MOST_EVENTS = 1_000;

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    public ClientSettings {
        if (batchEvents < 1 || batchEvents > MOST_EVENTS) {
            throw new IllegalArgumentException("batchEvents is between 1 and " + MOST_EVENTS + ", not " + batchEvents);
        }
        if (batchBytes < 1 || batchBytes > MOST_BYTES) {
            throw new IllegalArgumentException("batchBytes is between 1 and " + MOST_BYTES + ", not " + batchBytes);
        }
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("Pauses are longer than nothing, and longestPause is the longer one");
        }
    }

    public ClientSettings withBatches(int events, int bytes, Duration waiting) {
        return new ClientSettings(
                events,
                bytes,
                waiting,
                timeout,
                queueBytes,
                whenFull,
                disk,
                giveUpAfter,
                firstPause,
                longestPause,
                closeWithin);
    }

    /** A queue on disk, which outlives this process; one client at a time has it. */
    public ClientSettings withDisk(Path directory, long bytes) {
        return new ClientSettings(
                batchEvents,
                batchBytes,
                linger,
                timeout,
                bytes,
                whenFull,
                Optional.of(directory),
                giveUpAfter,
                firstPause,
                longestPause,
                closeWithin);
    }

    public ClientSettings withQueue(long bytes, WhenFull full) {
        return new ClientSettings(
                batchEvents,
                batchBytes,
                linger,
                timeout,
                bytes,
                full,
                disk,
                giveUpAfter,
                firstPause,
                longestPause,
                closeWithin);
    }

    public ClientSettings withPatience(Duration request, Duration giveUp, Duration close) {
        return new ClientSettings(
                batchEvents,
                batchBytes,
                linger,
                request,
                queueBytes,
                whenFull,
                disk,
                giveUp,
                firstPause,
                longestPause,
                close);
    }

    public ClientSettings withPauses(Duration first, Duration longest) {
        return new ClientSettings(
                batchEvents,
                batchBytes,
                linger,
                timeout,
                queueBytes,
                whenFull,
                disk,
                giveUpAfter,
                first,
                longest,
                closeWithin);
    }
}
