package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.KnownIncidents.Use;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known to be wrong with tables is said by the answers that rest on them, and by no others. */
class KnownIncidentsTest {

    private static final Instant TIDE = Shop.NOW.minus(Duration.ofHours(6));
    private static final Instant EARLIER = TIDE.minus(Duration.ofDays(3));
    private static final Notice LATE = new Notice("incident", "7", null, "model.dim_customers is 3 h behind.");

    private final List<Shop.Order> orders = Shop.orders(new Random(5), 200);
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(orders, order -> order.appended().isBefore(TIDE), false),
                    TIDE,
                    Instant.EPOCH)
            .with(
                    "model.dim_customers",
                    "SELECT DISTINCT customer_key, 'loyal' AS segment FROM \"model.fact_orders\"",
                    TIDE,
                    Instant.EPOCH);
    private final MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
            .with("orders_rt", Shop.table(orders, order -> true, true), Shop.NOW, TIDE.minus(Duration.ofDays(1)));
    private final List<Use> asked = new ArrayList<>();
    private List<Notice> known = List.of();
    private final Router router = Shop.router(
            Safeguards.NONE.withIncidents(use -> {
                asked.add(use);
                return use.tables().contains("model.dim_customers") ? known : List.of();
            }),
            batch,
            realtime);

    @AfterEach
    void close() {
        batch.close();
        realtime.close();
    }

    private List<Notice> notices(MetricQuery query) {
        return router.answer(query, Shop.ASKER).receipt().notices().stream()
                .filter(notice -> notice.kind().equals("incident"))
                .toList();
    }

    @Test
    void anAnswerSaysWhatIsWrongWithATableThatIsJoinedToo() {
        MetricQuery revenue = MetricQuery.of("storefront", "revenue").withTimeRange(EARLIER, TIDE.minusSeconds(60));
        MetricQuery bySegment = revenue.withGroupBy("customer__segment");
        known = List.of(LATE);
        assertThat(notices(bySegment)).containsExactly(LATE);
        assertThat(router.explain(bySegment, Shop.ASKER).notices()).contains(LATE);
        assertThat(notices(revenue)).isEmpty();
    }

    @Test
    void anAnswerThatIsGivenAgainSaysWhatIsKnownByThen() {
        MetricQuery bySegment = MetricQuery.of("storefront", "revenue")
                .withGroupBy("customer__segment")
                .withTimeRange(EARLIER, TIDE.minusSeconds(60));
        assertThat(notices(bySegment)).isEmpty();
        known = List.of(LATE);
        assertThat(notices(bySegment)).containsExactly(LATE);
        known = List.of();
        assertThat(notices(bySegment)).isEmpty();
    }

    @Test
    void bothSidesOfAStitchedAnswerAreAskedAbout() {
        router.answer(MetricQuery.of("storefront", "revenue").withTimeRange(EARLIER, null), Shop.ASKER);
        assertThat(asked)
                .containsExactly(
                        new Use("storefront", "warehouse", List.of("model.fact_orders"), Optional.empty()),
                        new Use("storefront", "realtime", List.of("orders_rt"), Optional.empty()));
    }
}
