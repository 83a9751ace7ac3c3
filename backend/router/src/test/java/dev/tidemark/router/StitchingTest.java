package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.Shop.Order;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However rows are split between two stores, the answer is that of the rows in one store. */
class StitchingTest {

    private static final List<String[]> GROUPS = List.of(
            new String[] {},
            new String[] {"metric_time__day"},
            new String[] {"order__country"},
            new String[] {"metric_time__hour", "order__country"},
            new String[] {"metric_time__day", "order__country"},
            new String[] {"metric_time__day", "metric_time__month"},
            new String[] {"metric_time__week"});

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void equalsTheUnsplitAnswer(long seed) {
        Random random = new Random(seed);
        List<Order> orders = Shop.orders(random, 250);
        Instant boundary = Shop.NOW.minus(Duration.ofMinutes(10 + random.nextInt(5 * 24 * 60)));
        Instant kept = boundary.minus(Duration.ofHours(random.nextInt(60)));
        Predicate<Order> inBatch = order -> order.appended().isBefore(boundary);
        Predicate<Order> inRealtime = order -> !order.at().isBefore(kept);
        Predicate<Order> late = order -> order.at().isBefore(boundary) && !inBatch.test(order);
        Instant fresh = Shop.NOW.minusSeconds(1);
        try (MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
                        .with("model.fact_orders", Shop.table(orders, inBatch, false), boundary, Instant.EPOCH);
                MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
                        .with("orders_rt", Shop.table(orders, inRealtime, true), fresh, kept);
                MemoryStore whole = new MemoryStore(StoreName.WAREHOUSE)
                        .with("model.fact_orders", Shop.table(orders, late.negate(), false), fresh, Instant.EPOCH)) {
            Router split = Shop.router(batch, realtime);
            Router one = Shop.router(whole);
            for (String[] group : GROUPS) {
                MetricQuery query = MetricQuery.of("storefront", Shop.METRICS)
                        .withGroupBy(group)
                        .withTimeZone("Europe/London");
                Answer stitched = split.answer(query, Shop.ASKER);
                Answer unsplit = one.answer(query, Shop.ASKER);
                assertThat(stitched.receipt().why())
                        .allMatch(chosen ->
                                chosen.candidate().equals("warehouse model.fact_orders + realtime orders_rt"));
                assertThat(stitched.rows()).isEqualTo(unsplit.rows());
                long counted = orders.stream().filter(late).filter(inRealtime).count();
                assertLate(stitched.receipt(), counted, boundary, fresh);
            }
        }
    }

    private static void assertLate(Receipt receipt, long counted, Instant boundary, Instant fresh) {
        assertThat(receipt.freshThrough()).isEqualTo(fresh);
        assertThat(receipt.completeThrough()).isEqualTo(counted == 0 ? fresh : boundary);
        Long pending = receipt.completeness().lateRowsPending();
        // several metrics of different filters each count the late rows they lack
        assertThat(pending != null && pending > 0).isEqualTo(counted > 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void countsALateRowOnceHoweverManyMetricsAskForIt(long seed) {
        Random random = new Random(seed);
        List<Order> orders = Shop.orders(random, 250);
        Instant boundary = Shop.NOW.minus(Duration.ofHours(20 + random.nextInt(40)));
        Predicate<Order> inBatch = order -> order.appended().isBefore(boundary);
        Predicate<Order> late = order -> order.at().isBefore(boundary) && !inBatch.test(order);
        Instant fresh = Shop.NOW.minusSeconds(1);
        try (MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
                        .with("model.fact_orders", Shop.table(orders, inBatch, false), boundary, Instant.EPOCH);
                MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
                        .with(
                                "orders_rt",
                                Shop.table(orders, order -> true, true),
                                fresh,
                                Instant.EPOCH.plusSeconds(1))) {
            Receipt receipt = Shop.router(batch, realtime)
                    .answer(MetricQuery.of("storefront", "revenue", "cancelled", "orders", "items", "net"), Shop.ASKER)
                    .receipt();
            assertThat(receipt.completeness().lateRowsPending())
                    .isEqualTo(orders.stream().filter(late).count());
            assertThat(receipt.spans().stream().mapToLong(Span::rows).sum())
                    .isEqualTo(orders.stream().filter(late.negate()).count());
            assertThat(receipt.definitions()).extracting(DefinitionUse::metric).contains("net", "revenue", "cancelled");
        }
    }
}
