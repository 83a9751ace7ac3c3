package dev.tidemark.collector.internal.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much is being read or waits for Kafka. What does not fit is refused at once instead of filling the memory. */
public final class InFlight {

    private final long mostBytes;
    private final int mostRequests;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();

    public InFlight(long mostBytes, int mostRequests) {
        this.mostBytes = mostBytes;
        this.mostRequests = mostRequests;
    }

    boolean enter() {
        if (requests.incrementAndGet() > mostRequests) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    boolean hold(int more) {
        if (bytes.addAndGet(more) > mostBytes) {
            bytes.addAndGet(-more);
            return false;
        }
        return true;
    }

    void leave(int held) {
        bytes.addAndGet(-held);
        requests.decrementAndGet();
    }

    public long bytes() {
        return bytes.get();
    }

    public int requests() {
        return requests.get();
    }
}
