package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final PriceBook ONLY_BYTES = new PriceBook(
            "USD",
            Map.of(
                    StoreName.WAREHOUSE,
                    new PriceBook.Rate(BigDecimal.ZERO, BigDecimal.valueOf(1L << 10), BigDecimal.ZERO)));

    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(Shop.orders(new Random(3), 50), order -> true, false),
                    Shop.NOW.minusSeconds(1),
                    Instant.EPOCH);
    private final Router router = Shop.router(ONLY_BYTES, batch);
    private final MetricQuery query = MetricQuery.of("storefront", "items");

    @AfterEach
    void close() {
        batch.close();
    }

    private BigDecimal estimate() {
        return router.explain(query, Shop.ASKER).cost().estimated();
    }

    @Test
    void bytesThatQueriesReallyReadCorrectTheEstimate() {
        BigDecimal first = estimate();
        Receipt receipt = router.answer(query, Shop.ASKER).receipt();
        assertThat(receipt.cost().estimated()).isEqualByComparingTo(first);
        assertThat(receipt.spans().getFirst().expectedBytes()).isEqualTo(1L << 20);
        assertThat(receipt.spans().getFirst().bytes()).isEqualTo(1_000);
        assertThat(estimate().subtract(receipt.cost().actual()).abs()).isLessThan(first.movePointLeft(3));
    }

    @Test
    void whatTheLogRemembersOfEarlierAnswersCountsFromTheStart() {
        BigDecimal first = estimate();
        router.learn(Collections.nCopies(30, new SpanUse("warehouse", "model.fact_orders", 5, 1L << 19, 1L << 20, 3)));
        assertThat(estimate().multiply(BigDecimal.TWO).subtract(first).abs()).isLessThan(new BigDecimal("0.0001"));
        router.learn(List.of(new SpanUse("warehouse", "model.dim_customers", 5, 1, 1L << 20, 3)));
        assertThat(estimate().multiply(BigDecimal.TWO).subtract(first).abs())
                .as("another table says nothing about this one")
                .isLessThan(new BigDecimal("0.0001"));
    }
}
