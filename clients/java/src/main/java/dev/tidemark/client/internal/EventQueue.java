package dev.tidemark.client.internal;

import java.time.Duration;
import java.util.List;

/** Events in the order in which they are sent, each as JSON. Any number of threads add, one takes. */
public interface EventQueue extends AutoCloseable {

    /**
     * Adds an event unless there is no place for it.
     *
     * @param waiting how long to wait for a place
     */
    boolean add(byte[] event, Duration waiting) throws InterruptedException;

    /**
     * The first events, which stay until they are removed: at least one, unless none comes in time.
     *
     * @param linger how long to wait for more once there is one
     * @param patience how long to wait for one
     */
    List<byte[]> first(int events, int bytes, Duration linger, Duration patience) throws InterruptedException;

    /** Removes so many of the first events. */
    void remove(int events);

    long size();

    /** Wakes everybody who waits; nothing is added any more. */
    void stop();

    @Override
    void close();
}
