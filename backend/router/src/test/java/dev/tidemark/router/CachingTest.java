package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.AskerAttributes;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachingTest {

    private static final Instant BOUNDARY = Shop.NOW.minus(Duration.ofHours(20));
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);

    private final List<Order> orders = Shop.orders(new Random(23), 200);
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE);
    private final MemoryStore realtime = new MemoryStore(StoreName.REALTIME);
    private final Router router = Shop.router(batch, realtime);
    private final MetricQuery past = MetricQuery.of("storefront", "revenue", "customers")
            .withGroupBy("order__country")
            .withTimeRange(null, BOUNDARY.minusSeconds(60));
    private final MetricQuery upToNow = MetricQuery.of("storefront", "revenue").withGroupBy("metric_time__day");

    CachingTest() {
        fill(FRESH);
    }

    private void fill(Instant fresh) {
        batch.with("model.fact_orders", Shop.table(orders, order -> true, false), BOUNDARY, Instant.EPOCH);
        realtime.with("orders_rt", Shop.table(orders, order -> true, true), fresh, BOUNDARY.minusSeconds(3_600));
    }

    @AfterEach
    void close() {
        batch.close();
        realtime.close();
    }

    @Test
    void theSameQuestionOverTheSameDataReadsNothing() {
        Answer first = router.answer(past, Shop.ASKER);
        int asked = batch.queries();
        Answer second = router.answer(past, new Asker("bob", Set.of(), "web"));
        assertThat(batch.queries()).isEqualTo(asked);
        assertThat(second.rows()).isEqualTo(first.rows());
        assertThat(second.columns()).isEqualTo(first.columns());
        assertThat(first.receipt().cache()).isEqualTo("miss");
        assertThat(second.receipt().cache()).isEqualTo("hit");
        assertThat(second.receipt().id()).isNotEqualTo(first.receipt().id());
        assertThat(second.receipt().cost().actual()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(second.receipt().cost().chargedTo()).isEqualTo("web");
        assertThat(second.receipt().spans().getFirst().snapshot())
                .isEqualTo(first.receipt().spans().getFirst().snapshot());
        assertThat(second.receipt().spans())
                .allSatisfy(span -> assertThat(span.bytes()).isZero());
        assertThat(second.receipt().completeness()).isEqualTo(first.receipt().completeness());
    }

    @Test
    void aStitchedAnswerHoldsWhileBothStoresStandStill() {
        assertThat(cache(upToNow)).isEqualTo("miss");
        assertThat(cache(upToNow)).isEqualTo("hit");
        realtime.with(
                "orders_rt",
                Shop.table(orders, order -> true, true),
                FRESH.plusMillis(500),
                BOUNDARY.minusSeconds(3_600));
        assertThat(cache(upToNow)).isEqualTo("miss");
    }

    @Test
    void aNewSnapshotMakesANewAnswer() {
        router.answer(past, Shop.ASKER);
        batch.with(
                "model.fact_orders",
                Shop.table(orders, order -> order.country().equals("France"), false),
                BOUNDARY,
                Instant.EPOCH);
        Answer later = router.answer(past, Shop.ASKER);
        assertThat(later.receipt().cache()).isEqualTo("miss");
        assertThat(later.rows()).hasSize(1);
    }

    @Test
    void lateRowsAreCountedAnewForAnAnswerThatIsGivenAgain() {
        Receipt first = router.answer(past, Shop.ASKER).receipt();
        realtime.with(
                "orders_rt", Shop.table(orders, order -> false, true), FRESH, BOUNDARY.minus(Duration.ofDays(30)));
        Receipt second = router.answer(past, Shop.ASKER).receipt();
        assertThat(second.cache()).isEqualTo("hit");
        assertThat(second.completeness().lateRowsPending()).isZero();
        assertThat(first.completeness().lateRowsPending()).isNotZero();
    }

    @Test
    void everyPartOfTheQuestionCounts() {
        cache(past);
        assertThat(cache(past.withGroupBy("order__event_type"))).isEqualTo("miss");
        assertThat(cache(past.withWhere("order__country = 'France'"))).isEqualTo("miss");
        assertThat(cache(past.withWhere("order__country = 'Spain'"))).isEqualTo("miss");
        assertThat(cache(past.withLimit(1))).isEqualTo("miss");
        assertThat(cache(past.withOrderBy("-revenue"))).isEqualTo("miss");
        assertThat(cache(past.withTimeZone("Europe/London"))).isEqualTo("miss");
        assertThat(cache(past.withTimeRange(null, BOUNDARY.minusSeconds(61)))).isEqualTo("miss");
        assertThat(cache(past.withPurpose(new Purpose("trading", null)))).isEqualTo("hit");
    }

    @Test
    void whatCannotBePinnedIsNotKept() {
        batch.unpinned();
        realtime.unpinned();
        fill(FRESH);
        assertThat(cache(past)).isEqualTo("miss");
        assertThat(cache(past)).isEqualTo("miss");
        assertThat(cache(upToNow)).isEqualTo("miss");
        assertThat(cache(upToNow)).isEqualTo("miss");
        MetricQuery asking = MetricQuery.of("storefront", "regulars");
        assertThat(cache(asking)).isEqualTo("miss");
        assertThat(cache(asking)).as("it asks for another metric").isEqualTo("miss");
    }

    @Test
    void peopleWithDifferentRowPoliciesNeverShareAnAnswer() {
        AccessPolicies written = new AccessPolicies(
                Otherwise.ALLOW,
                List.of(attributes("france", "France"), attributes("iberia", "Spain"), attributes("spain", "Spain")),
                List.of(new RowPolicy(
                        "own",
                        List.of("orders"),
                        Optional.of("order__country IN (:countries)"),
                        new Audience(Group.NOBODY, Group.NOBODY),
                        1)),
                List.of());
        Policies policies = Policies.of(written, Shop.CATALOG, new MaskHash(new byte[32]));
        Router guarded = Shop.router(Safeguards.NONE.withPolicies(catalog -> policies), batch, realtime);
        Answer france = guarded.answer(past, new Asker("ada", Set.of(), "france"));
        Answer spain = guarded.answer(past, new Asker("ada", Set.of(), "spain"));
        Answer iberia = guarded.answer(past, new Asker("eve", Set.of(), "iberia"));
        assertThat(france.rows()).extracting(row -> (Object) row.getFirst()).containsExactly("France");
        assertThat(spain.rows()).extracting(row -> (Object) row.getFirst()).containsExactly("Spain");
        assertThat(spain.receipt().cache()).isEqualTo("miss");
        assertThat(iberia.rows()).isEqualTo(spain.rows());
        assertThat(iberia.receipt().cache()).as("the same rows are allowed").isEqualTo("hit");
    }

    private static AskerAttributes attributes(String team, String country) {
        return new AskerAttributes(Optional.of(team), Optional.empty(), Map.of("countries", List.of(country)));
    }

    private String cache(MetricQuery query) {
        return router.answer(query, Shop.ASKER).receipt().cache();
    }
}
