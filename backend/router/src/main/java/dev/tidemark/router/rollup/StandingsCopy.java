package dev.tidemark.router.rollup;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of what other portals change too, never given out when it is older than a bound. Its age counts from before it was read. Who asks
 * when it is a second old has it read anew and does not wait; only who finds none waits for one, and not for long. Thread-safe.
 */
final class StandingsCopy {

    private static final Logger LOG = LoggerFactory.getLogger(StandingsCopy.class);

    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Map<RollupName, RollupStanding>> source;
    private final Duration bound;
    private final LongSupplier nanos;
    private volatile @Nullable Copy latest;
    private @Nullable Reading reading;
    private boolean failing;

    /** Moves when this process has changed something: what was read before is worth nothing then. */
    private volatile long change;

    StandingsCopy(Supplier<Map<RollupName, RollupStanding>> source, Duration bound, LongSupplier nanos) {
        this.source = source;
        this.bound = bound;
        this.nanos = nanos;
    }

    private record Copy(long began, long change, Map<RollupName, RollupStanding> standings) {}

    private record Reading(long began, long change, CompletableFuture<Void> done) {}

    /** Empty when it cannot be read. */
    Optional<Map<RollupName, RollupStanding>> get() {
        Optional<Copy> young = youngerThan(EVERY);
        if (young.isPresent()) {
            return young.map(Copy::standings);
        }
        Reading next = read();
        return youngerThan(bound).or(() -> await(next)).map(Copy::standings);
    }

    /** Nothing that was read until now is given out any more. */
    synchronized void outdated() {
        change++;
    }

    private Optional<Copy> youngerThan(Duration age) {
        return Optional.ofNullable(latest)
                .filter(copy -> copy.change() == change && nanos.getAsLong() - copy.began() < age.toNanos());
    }

    /** The reading that is on its way, or one that failed a moment ago, or else a new one. */
    private synchronized Reading read() {
        Reading last = reading;
        if (last != null
                && last.change() == change
                && (!last.done().isDone() || nanos.getAsLong() - last.began() < EVERY.toNanos())) {
            return last;
        }
        Reading next = new Reading(nanos.getAsLong(), change, new CompletableFuture<>());
        reading = next;
        Thread.ofVirtual().name("rollup-standings").start(() -> read(next));
        return next;
    }

    private void read(Reading next) {
        try {
            take(new Copy(next.began(), next.change(), Map.copyOf(source.get())));
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            next.done().complete(null);
        }
    }

    private synchronized void take(Copy copy) {
        Copy last = latest;
        if (last == null || copy.began() - last.began() >= 0) {
            latest = copy;
        }
        if (failing) {
            failing = false;
            LOG.info("The standing of rollups can be read again");
        }
    }

    private synchronized void fail(RuntimeException why) {
        if (!failing) {
            failing = true;
            LOG.warn("The standing of rollups cannot be read, so none is used: {}", why.toString());
        }
    }

    private Optional<Copy> await(Reading next) {
        try {
            next.done().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return youngerThan(bound);
    }
}
