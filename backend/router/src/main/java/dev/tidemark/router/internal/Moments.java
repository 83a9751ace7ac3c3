package dev.tidemark.router.internal;

import dev.tidemark.router.Answer;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.cache.BoundedCache;
import dev.tidemark.router.policy.Ruling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Answers of this moment: what people who may see the same ask at the same moment is answered once, as of one instant, which every receipt
 * says. When an answer takes longer than a moment, who asks meanwhile waits for it instead of asking the stores once more. Thread-safe.
 */
final class Moments {

    private static final long MOST_BYTES = 16L << 20;

    /** So many moments may lie between the instant of an answer that is on its way and somebody who waits for it. */
    private static final int LONGEST_WAY = 4;

    private final Duration length;
    private final Clock clock;
    private final BoundedCache<Key, Answer> answers =
            new BoundedCache<>(MOST_BYTES, answer -> KeptAnswer.bytes(answer.rows()));
    private final SharedFlights<Flight, Answer> flights;

    private record Key(String commit, Ruling.Likeness likeness, MetricQuery query) {}

    /**
     * An answer on its way.
     *
     * @param number of the stretch of time since the epoch in which it set out
     */
    private record Flight(long number, Key key) {}

    /**
     * @param answer as it was made
     * @param own whether it was made for this very question
     */
    record Shared(Answer answer, boolean own) {}

    Moments(RouterSettings settings, Clock clock) {
        this.length = settings.moment();
        this.clock = clock;
        this.flights = new SharedFlights<>(settings.deadline());
    }

    /** The answer of this moment, made now unless it is there or on its way. */
    Shared answer(String commit, Ruling ruling, MetricQuery query, Supplier<Answer> make) {
        if (length.isZero()) {
            return new Shared(make.get(), true);
        }
        Key key = new Key(commit, ruling.likeness(), query);
        Instant now = clock.instant();
        Flight flight = new Flight(now.toEpochMilli() / (LONGEST_WAY * length.toMillis()), key);
        boolean[] own = {false};
        Answer answer = answers.find(key)
                .filter(known -> now.isBefore(known.receipt().asOf().plus(length)))
                .orElseGet(() -> flights.share(flight, () -> {
                    own[0] = true;
                    Answer made = make.get();
                    answers.keep(key, made);
                    return made;
                }));
        return new Shared(answer, own[0]);
    }
}
