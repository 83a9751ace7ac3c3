package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.Shop.Order;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A number of now beside one of long ago is as fresh as the number of now. */
class ComparedFreshnessTest {

    private static final Instant BOUNDARY = Shop.NOW.minus(Duration.ofHours(6));
    private static final Instant KEPT = Shop.NOW.minus(Duration.ofHours(48));
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);
    private static final Predicate<Order> LATE =
            order -> order.at().isBefore(BOUNDARY) && !order.appended().isBefore(BOUNDARY);

    private final List<Order> orders = Shop.orders(new Random(7), 250);

    @Test
    void whatReachesPastTheEndOfItsRangeDoesNotHoldTheAnswerBack() {
        Receipt receipt = compared(orders.stream().filter(LATE.negate()).toList());
        assertThat(receipt.spans()).extracting(Span::store).contains("warehouse", "realtime");
        assertThat(receipt.freshThrough()).isEqualTo(FRESH);
        assertThat(receipt.completeThrough()).isEqualTo(FRESH);
    }

    private static Receipt compared(List<Order> orders) {
        try (MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
                        .with(
                                "model.fact_orders",
                                Shop.table(orders, order -> order.at().isBefore(BOUNDARY), false),
                                BOUNDARY,
                                Instant.EPOCH);
                MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
                        .with(
                                "orders_rt",
                                Shop.table(orders, order -> !order.at().isBefore(KEPT), true),
                                FRESH,
                                KEPT)) {
            return Shop.router(batch, realtime)
                    .answer(
                            MetricQuery.of("storefront", "revenue")
                                    .withTimeRange(Shop.NOW.minus(Duration.ofHours(3)), Shop.NOW)
                                    .withCompare("3 days"),
                            Shop.ASKER)
                    .receipt();
        }
    }
}
