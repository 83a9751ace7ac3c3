package dev.tidemark.cdc.internal.capture;

import dev.tidemark.cdc.internal.postgres.Lsn;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Transactions whose events are under way, in the order of their commits. What has been confirmed to here is confirmed to the database as
 * far as no earlier transaction is missing. One thread adds and asks; any thread confirms.
 */
final class Transactions {

    /** One transaction; how many of its events Kafka has not confirmed. */
    static final class Open {
        private final Instant committedAt;
        private final AtomicInteger missing = new AtomicInteger();
        private @Nullable Lsn end;

        private Open(Instant committedAt) {
            this.committedAt = committedAt;
        }

        void sent() {
            missing.incrementAndGet();
        }

        void confirmed() {
            missing.decrementAndGet();
        }
    }

    /** Up to where everything is safe, and when the last of it was committed. */
    record Safe(Lsn end, Instant committedAt) {}

    private final Deque<Open> all = new ArrayDeque<>();

    Open begin(Instant committedAt) {
        Open open = new Open(committedAt);
        all.add(open);
        return open;
    }

    void end(Lsn end) {
        Open last = all.peekLast();
        if (last != null) {
            last.end = end;
        }
    }

    /** Forgets what is safe by now; empty when that is nothing new. */
    Optional<Safe> safe() {
        Optional<Safe> safe = Optional.empty();
        for (Open first = all.peek(); first != null; first = all.peek()) {
            Lsn end = first.end;
            if (end == null || first.missing.get() > 0) {
                break;
            }
            safe = Optional.of(new Safe(end, first.committedAt));
            all.remove();
        }
        return safe;
    }

    boolean none() {
        return all.isEmpty();
    }

    /** When the earliest of those that are under way was committed. */
    Optional<Instant> earliest() {
        return Optional.ofNullable(all.peek()).map(open -> open.committedAt);
    }
}
