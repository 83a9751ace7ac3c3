package dev.tidemark.router.internal;

import dev.tidemark.router.PriceBook;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.TableName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a part will read and cost, before it runs. Bytes are expected from the table's size and the share of its time that is
 * asked, then corrected by what queries of that table really read; the time is learnt per table too. Thread-safe.
 */
final class Estimates {

    /** A table that keeps everything is taken to hold this much time until it says otherwise. */
    private static final Duration HISTORY = Duration.ofDays(90);

    /** The weight of the latest query; the twentieth before it counts for a hundredth of it. */
    private static final double LEARNING = 0.2;

    /** Nothing that is learnt moves an estimate further than this, either way: one odd query must not close a store. */
    private static final double MOST = 1_000;

    private static final double UNKNOWN_MILLIS = 100;
    private static final int MONEY_DIGITS = 6;

    private static final Map<StoreName, Double> FIRST_GUESS_MILLIS =
            Map.of(StoreName.REALTIME, 15.0, StoreName.WAREHOUSE, 60.0, StoreName.LAKEHOUSE, 90.0);

    private record Place(String store, String table) {}

    private final PriceBook prices;
    private final Map<Place, Double> millis = new ConcurrentHashMap<>();
    private final Map<Place, Double> bytesPerExpected = new ConcurrentHashMap<>();

    Estimates(PriceBook prices) {
        this.prices = prices;
    }

    /** The same, where one more table is read like another, only less of it. */
    Estimates supposing(StoreName store, TableName table, TableName like, double share) {
        Estimates more = new Estimates(prices);
        more.millis.putAll(millis);
        more.bytesPerExpected.putAll(bytesPerExpected);
        Place known = new Place(store.word(), like.toString());
        Place supposed = new Place(store.word(), table.toString());
        double guess = FIRST_GUESS_MILLIS.getOrDefault(store, UNKNOWN_MILLIS);
        more.millis.put(supposed, Math.max(1, millis.getOrDefault(known, guess) * share));
        more.bytesPerExpected.put(supposed, bytesPerExpected.getOrDefault(known, 1.0));
        return more;
    }

    String currency() {
        return prices.currency();
    }

    BigDecimal of(List<Part> parts, Instant now) {
        return parts.stream()
                .map(part -> prices.price(part.store().name(), bytes(part, now), time(part)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(MONEY_DIGITS, RoundingMode.HALF_UP);
    }

    BigDecimal actual(StoreName store, long bytes, Duration elapsed) {
        return prices.price(store, bytes, elapsed).setScale(MONEY_DIGITS, RoundingMode.HALF_UP);
    }

    /** Takes in what one part of an answer took. */
    void learn(SpanUse took) {
        Place place = new Place(took.store(), took.table());
        learn(millis, place, took.millis());
        if (took.expectedBytes() > 0) {
            double ratio = (double) took.bytes() / took.expectedBytes();
            learn(bytesPerExpected, place, Math.clamp(ratio, 1 / MOST, MOST));
        }
    }

    private static void learn(Map<Place, Double> known, Place place, double latest) {
        known.merge(place, latest, (old, fresh) -> old + LEARNING * (fresh - old));
    }

    private Duration time(Part part) {
        double guess = FIRST_GUESS_MILLIS.getOrDefault(part.store().name(), UNKNOWN_MILLIS);
        return Duration.ofMillis(Math.round(millis.getOrDefault(place(part), guess)));
    }

    private long bytes(Part part, Instant now) {
        return Math.round(expectedBytes(part, now) * bytesPerExpected.getOrDefault(place(part), 1.0));
    }

    private static Place place(Part part) {
        return new Place(part.store().name().word(), part.binding().table());
    }

    /** By the table's size and the share of its time that is asked. */
    static long expectedBytes(Part part, Instant now) {
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
