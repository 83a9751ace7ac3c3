package dev.tidemark.client;

import dev.tidemark.client.internal.Delivery;
import dev.tidemark.client.internal.DiskQueue;
import dev.tidemark.client.internal.EventQueue;
import dev.tidemark.client.internal.EventText;
import dev.tidemark.client.internal.Ids;
import dev.tidemark.client.internal.MemoryQueue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events to a Tidemark collector. {@link #send} returns at once; a thread of the client's own sends batches, one after the other, and
 * tries again what was not confirmed, with the same ids, so each event counts once. Events are sent in the order of the calls.
 *
 * <p>Every event has an end that the {@link Listener} is told: stored, quarantined, refused or given up. Nothing is dropped silently.
 * Thread-safe; make one per process and close it at the end.
 */
public final class TidemarkClient implements AutoCloseable {

    /** The collector takes no larger event. */
    private static final int MOST_OF_EVENT = 512 * 1024;

    private static final Duration FOREVER = Duration.ofDays(365);
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final EventQueue queue;
    private final Delivery delivery;
    private final ClientSettings settings;
    private final Clock clock;
    private volatile boolean closed;

    private TidemarkClient(EventQueue queue, Delivery delivery, ClientSettings settings, Clock clock) {
        this.queue = queue;
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param collector its address, such as {@code http://localhost:8081}
     * @param writeKey of the source; never logged
     * @throws IllegalStateException when another client has the directory of the queue
     * @throws UncheckedIOException when that directory cannot be used
     */
    public static TidemarkClient open(URI collector, String writeKey, ClientSettings settings, Listener listener) {
        EventQueue queue = settings.disk()
                .<EventQueue>map(directory -> new DiskQueue(directory, settings.queueBytes()))
                .orElseGet(() -> new MemoryQueue(settings.queueBytes()));
        Delivery delivery = new Delivery(queue, collector, writeKey, settings, listener);
        TidemarkClient client = new TidemarkClient(queue, delivery, settings, Clock.systemUTC());
        delivery.start();
        return client;
    }

    /**
     * Queues an event. With a queue on disk it is safe from the death of this process when the call returns.
     *
     * @return the id it will have, which the listener is told with its end
     * @throws IllegalStateException when the client is closed
     * @throws IllegalArgumentException when a property has a value that JSON cannot say
     * @throws UncheckedIOException when the disk does not take it
     */
    public String send(Event event) {
        if (closed) {
            throw new IllegalStateException("The client is closed");
        }
        Instant now = clock.instant();
        String id = Ids.next(now);
        byte[] text = EventText.of(event, id, now);
        if (text.length > MOST_OF_EVENT) {
            delivery.tell(id, new Outcome.Refused("event-too-large", "The event has " + text.length + " bytes"));
            return id;
        }
        try {
            boolean waits = settings.whenFull() == ClientSettings.WhenFull.WAIT && !delivery.isCurrentThread();
            Duration waiting = waits ? FOREVER : Duration.ZERO;
            if (!queue.add(text, waiting)) {
                delivery.tell(id, new Outcome.GivenUp(closed ? "the client was closed" : "the queue is full"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            delivery.tell(id, new Outcome.GivenUp("the caller was interrupted while the queue was full"));
        }
        return id;
    }

    /** Waits until every event has come to its end and the listener knows; false when the time was too short for that. */
    public boolean flush(Duration patience) {
        Instant end = clock.instant().plus(patience);
        while (!delivery.isDone()) {
            if (clock.instant().isAfter(end) || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    public Figures figures() {
        return delivery.figures();
    }

    /** Sends what is queued, for as long as the settings give. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            delivery.close();
        }
    }
}
