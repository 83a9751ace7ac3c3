package dev.tidemark.router.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RoutingProblem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The same work that several want at once is done once. When whoever does it fails, each of the others does it alone: the failure may be
 * that one's own. Thread-safe.
 */
final class SharedFlights<K, V> {

    private final Map<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
    private final Duration patience;

    /**
     * @param patience how long one waits for another
     */
    SharedFlights(Duration patience) {
        this.patience = patience;
    }

    /**
     * @throws ProblemException {@link RoutingProblem#QUESTION_TIMEOUT}, {@link RoutingProblem#QUESTION_CANCELLED} when interrupted,
     *     or what the work throws
     */
    V share(K key, Supplier<V> work) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> other = flights.putIfAbsent(key, own);
        return other == null ? lead(key, own, work) : landed(other).orElseGet(work);
    }

    private V lead(K key, CompletableFuture<V> own, Supplier<V> work) {
        try {
            V value = work.get();
            own.complete(value);
            return value;
        } finally {
            flights.remove(key, own);
            own.cancel(false); // of no effect when it has landed
        }
    }

    private Optional<V> landed(CompletableFuture<V> other) {
        try {
            return Optional.of(other.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (CancellationException | ExecutionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new ProblemException(RoutingProblem.QUESTION_TIMEOUT, patience).because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(RoutingProblem.QUESTION_CANCELLED).because(e);
        }
    }
}
