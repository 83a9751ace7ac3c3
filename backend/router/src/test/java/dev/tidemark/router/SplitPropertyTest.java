package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random questions of random splits. Rows lie in the batch store, in the real-time store, in both or, where there is a gap, in
 * neither; the answer is that of the unsplit table, or the receipt names why not and who insists on fresh numbers is refused.
 */
class SplitPropertyTest {

    private static final int QUESTIONS = 12;
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);

    /** Why the fresh rows may not be in: nothing holds them all, they cannot be added, or their store cannot. */
    private static final Set<Reason> TOO_EARLY = Set.of(Reason.GAP, Reason.NOT_ADDITIVE, Reason.UNSUPPORTED);

    /** A split of the same orders: what each store holds, and how far it says it is complete. */
    private record Split(List<Order> orders, Instant boundary, Instant kept, Predicate<Order> batch) {

        /** Batch snapshots have some rows past their own tide; the real-time store still has some that it no longer vouches for. */
        static Split of(Random random, boolean gap) {
            Instant boundary = Shop.NOW.minus(Duration.ofMinutes(10 + random.nextInt(7 * 24 * 60)));
            int minutes = 1 + random.nextInt(48 * 60);
            Instant kept =
                    gap ? boundary.plus(Duration.ofMinutes(minutes)) : boundary.minus(Duration.ofMinutes(minutes));
            List<Order> orders = Shop.orders(random, 200).stream()
                    .filter(order ->
                            !order.at().isBefore(boundary) || order.appended().isBefore(boundary))
                    .filter(order -> order.at().isBefore(FRESH))
                    .toList();
            int ahead = random.nextInt(3);
            return new Split(
                    orders,
                    boundary,
                    kept,
                    order -> order.at().isBefore(boundary)
                            || Math.floorMod(order.id().hashCode(), 3) < ahead);
        }

        MemoryStore batchStore() {
            return new MemoryStore(StoreName.WAREHOUSE)
                    .with("model.fact_orders", Shop.table(orders, batch, false), boundary, Instant.EPOCH);
        }

        MemoryStore realtimeStore() {
            Predicate<Order> held =
                    order -> !order.at().isBefore(kept) || order.id().endsWith("3");
            return new MemoryStore(StoreName.REALTIME).with("orders_rt", Shop.table(orders, held, true), FRESH, kept);
        }

        MemoryStore whole() {
            return new MemoryStore(StoreName.WAREHOUSE)
                    .with("model.fact_orders", Shop.table(orders, order -> true, false), FRESH, Instant.EPOCH);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110})
    void overlappingPartsAnswerAsOneTable(long seed) {
        ask(seed, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {201, 202, 203, 204, 205, 206})
    void aGapIsNeverCountedAsNothing(long seed) {
        ask(seed, true);
    }

    private static void ask(long seed, boolean gap) {
        Random random = new Random(seed);
        Split split = Split.of(random, gap);
        try (MemoryStore batch = split.batchStore();
                MemoryStore realtime = split.realtimeStore();
                MemoryStore whole = split.whole()) {
            Router parts = Shop.router(batch, realtime);
            Router one = Shop.router(whole);
            for (int i = 0; i < QUESTIONS; i++) {
                compare(parts, one, question(random), split.toString());
            }
        }
    }

    /** The answer of the parts is that of the whole, or is refused to who insists on fresh numbers. */
    static void compare(Router parts, Router one, MetricQuery query, String split) {
        Answer answer = parts.answer(query, Shop.ASKER);
        Answer truth = one.answer(query, Shop.ASKER);
        if (unreached(answer.receipt(), query)) {
            assertRefused(parts, query);
        } else {
            assertThat(answer.rows()).as("%s of %s", query, split).isEqualTo(truth.rows());
        }
    }

    /** Whether there is a typed reason for ending too early. */
    private static boolean unreached(Receipt receipt, MetricQuery query) {
        Instant asked = query.timeRange().end();
        // A cancellation may come for as long as its window is open.
        Instant end = asked != null && query.metrics().contains(new MetricName("cancelled_after"))
                ? asked.plus(Duration.ofDays(2))
                : asked;
        boolean early = receipt.freshThrough().isBefore(end == null || end.isAfter(FRESH) ? FRESH : end);
        return early && receipt.rejected().stream().anyMatch(found -> TOO_EARLY.contains(found.reason()));
    }

    private static void assertRefused(Router router, MetricQuery query) {
        MetricQuery strict = query.withDemands(new Demands(Duration.ofSeconds(5), null, null, null));
        assertThatThrownBy(() -> router.answer(strict, Shop.ASKER))
                .as(query.toString())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isIn(RoutingProblem.NO_FRESH_ENOUGH_STORE, RoutingProblem.GAP_BETWEEN_STORES));
    }

    static MetricQuery question(Random random) {
        boolean conversion = random.nextInt(8) == 0;
        List<String> metrics = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            metrics.add(conversion ? "cancelled_after" : one(random, Shop.METRICS));
        }
        MetricQuery query = MetricQuery.of("storefront", metrics.toArray(String[]::new))
                .withGroupBy(one(random, GROUPS))
                .withTimeZone(one(random, "UTC", "Europe/London", "America/New_York", "Asia/Kathmandu"))
                .withWhere(one(random, FILTERS));
        Instant start = Shop.NOW.minus(Duration.ofMinutes(60 + random.nextInt(8 * 24 * 60)));
        Instant end = start.plus(Duration.ofMinutes(1 + random.nextInt(5 * 24 * 60)));
        return switch (random.nextInt(5)) {
            case 0 -> query.withTimeRange(start, null);
            case 1 -> query.withTimeRange(null, end);
            case 2 -> query.withTimeRange(start, end);
            case 3 -> query.withTimeRange(start, end).withCompare(one(random, "previous_period", "1 day", "36 hours"));
            default -> query;
        };
    }

    private static final String[][] GROUPS = {
        {},
        {"metric_time__hour"},
        {"metric_time__day"},
        {"metric_time__week"},
        {"metric_time__month"},
        {"order__country"},
        {"buyer"},
        {"metric_time__day", "order__country"},
        {"metric_time__hour", "order__event_type"},
        {"metric_time__day", "metric_time__month", "buyer"}
    };

    private static final String[][] FILTERS = {
        {},
        {},
        {},
        {"order__country = 'France'"},
        {"order__country IS NOT NULL", "order__event_type <> 'order_cancelled'"},
        {"metric_time >= '2026-11-14'"},
        {"{{ TimeDimension('metric_time', 'day') }} BETWEEN '2026-11-13' AND '2026-11-18'"},
        {"{{ Metric('items', group_by=['buyer']) }} > 10"}
    };

    @SafeVarargs
    private static <T> T one(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }
}
