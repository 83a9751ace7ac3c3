package dev.tidemark.collector.internal.admission;

/**
 * How many events a source may still send. Fills continuously at its rate up to two seconds' worth, and never holds less than one whole
 * batch, because a batch passes or waits as one.
 */
public final class TokenBucket {

    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int capacity;
    private double tokens;
    private long at;

    TokenBucket(int perSecond, int largestBatch, long now) {
        this.perSecond = perSecond;
        this.capacity = Math.max(2 * perSecond, largestBatch);
        this.tokens = capacity;
        this.at = now;
    }

    public int perSecond() {
        return perSecond;
    }

    /** Takes all or nothing. Seconds until it would pass, 0 when it passed. */
    synchronized long take(int events, long now) {
        tokens = Math.min(capacity, tokens + (now - at) / NANOS * perSecond);
        at = now;
        if (tokens >= events) {
            tokens -= events;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((events - tokens) / Math.max(1, perSecond)));
    }

    public synchronized int left() {
        return (int) tokens;
    }
}
