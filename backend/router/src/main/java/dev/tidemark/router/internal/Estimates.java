package dev.tidemark.router.internal;

import dev.tidemark.router.PriceBook;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a part will read and cost, before it runs. Bytes come from the table's size and the share of its time that is asked; the
 * time per query is learnt from what queries of the store really took. Thread-safe.
 */
final class Estimates {

    /** A table that keeps everything is taken to hold this much time until it says otherwise. */
    private static final Duration HISTORY = Duration.ofDays(90);

    private static final double LEARNING = 0.1;
    private static final int MONEY_DIGITS = 6;

    private static final Map<StoreName, Double> FIRST_GUESS_MILLIS =
            Map.of(StoreName.REALTIME, 15.0, StoreName.WAREHOUSE, 60.0, StoreName.LAKEHOUSE, 90.0);

    private final PriceBook prices;
    private final Map<StoreName, Double> millis = new ConcurrentHashMap<>(FIRST_GUESS_MILLIS);

    Estimates(PriceBook prices) {
        this.prices = prices;
    }

    String currency() {
        return prices.currency();
    }

    BigDecimal of(List<Part> parts, Instant now) {
        return parts.stream()
                .map(part -> prices.price(
                        part.store().name(),
                        bytes(part, now),
                        Duration.ofMillis(
                                Math.round(millis.getOrDefault(part.store().name(), 100.0)))))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(MONEY_DIGITS, RoundingMode.HALF_UP);
    }

    BigDecimal actual(StoreName store, long bytes, Duration elapsed) {
        return prices.price(store, bytes, elapsed).setScale(MONEY_DIGITS, RoundingMode.HALF_UP);
    }

    void learn(StoreName store, StoreAnswer answer) {
        double took = answer.elapsed().toMillis();
        millis.merge(store, took, (old, latest) -> old + LEARNING * (latest - old));
    }

    private static long bytes(Part part, Instant now) {
        Instant first =
                part.state().keptFrom().isAfter(Instant.EPOCH) ? part.state().keptFrom() : now.minus(HISTORY);
        TimeSpan asked = part.span();
        Instant start = asked.start() == null || asked.start().isBefore(first) ? first : asked.start();
        Instant end = asked.end() == null || asked.end().isAfter(now) ? now : asked.end();
        double whole = Math.max(1, Duration.between(first, now).toMillis());
        double share = Math.clamp(Duration.between(start, end).toMillis() / whole, 0, 1);
        return Math.round(part.state().bytes() * share);
    }
}
