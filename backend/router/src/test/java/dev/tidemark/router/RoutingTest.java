package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.router.internal.Json;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    private static final Instant BOUNDARY = Shop.NOW.minus(Duration.ofHours(3));
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);
    private static final Instant KEPT = Shop.NOW.minus(Duration.ofDays(3));

    private final List<Order> orders = Shop.orders(new Random(11), 200);
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with("model.fact_orders", Shop.table(orders, order -> true, false), BOUNDARY, Instant.EPOCH)
            .with(
                    "model.dim_customers",
                    "SELECT DISTINCT customer_key, 'loyal' AS segment FROM \"model.fact_orders\"",
                    BOUNDARY,
                    Instant.EPOCH);
    private final MemoryStore realtime =
            new MemoryStore(StoreName.REALTIME).with("orders_rt", Shop.table(orders, order -> true, true), FRESH, KEPT);
    private final Router router = Shop.router(batch, realtime);
    private final MetricQuery revenue = MetricQuery.of("storefront", "revenue");

    @AfterEach
    void close() {
        batch.close();
        realtime.close();
    }

    @Test
    void asksTheRealTimeStoreAloneWhenItHoldsTheWholeRange() {
        Receipt receipt = receipt(revenue.withTimeRange(KEPT.plusSeconds(60), null));
        assertThat(receipt.spans()).extracting(Span::store).containsExactly("realtime");
        assertThat(receipt.completeThrough()).isEqualTo(FRESH);
        assertThat(receipt.rejected()).extracting(Rejected::reason).contains(Reason.STALE);
    }

    @Test
    void asksTheBatchStoreAloneForAClosedPast() {
        Receipt receipt = receipt(revenue.withTimeRange(KEPT.minus(Duration.ofDays(3)), KEPT));
        assertThat(receipt.spans()).extracting(Span::store).containsExactly("warehouse");
        assertThat(receipt.completeThrough()).isEqualTo(BOUNDARY);
        assertThat(receipt.spans().getFirst().snapshot()).isEqualTo(7);
        assertThat(receipt.rejected()).extracting(Rejected::reason).contains(Reason.RETENTION, Reason.NOT_NEEDED);
    }

    @Test
    void takesTheCheapestWayThatIsFreshEnough() {
        Demands relaxed = new Demands(Duration.ofHours(4), null, null, null);
        assertThat(receipt(revenue.withDemands(relaxed)).spans())
                .extracting(Span::store)
                .containsExactly("warehouse");
        Demands strict = new Demands(Duration.ofMillis(500), null, null, null);
        refused(RoutingProblem.NO_FRESH_ENOUGH_STORE, () -> receipt(revenue.withDemands(strict)));
    }

    @Test
    void refusesAGap() {
        try (MemoryStore short_ = new MemoryStore(StoreName.REALTIME)
                .with("orders_rt", Shop.table(orders, order -> true, true), FRESH, BOUNDARY.plusSeconds(1))) {
            Receipt receipt =
                    Shop.router(batch, short_).answer(revenue, Shop.ASKER).receipt();
            assertThat(receipt.spans()).extracting(Span::store).containsExactly("warehouse");
            assertThat(receipt.freshThrough()).isEqualTo(BOUNDARY);
            assertThat(receipt.rejected()).extracting(Rejected::reason).contains(Reason.GAP);
        }
    }

    @Test
    void refusesAForcedRouteThatCannotAnswer() {
        refused(RoutingProblem.ROUTE_REFUSED, () -> receipt(revenue.withRoute(Route.REALTIME)));
        refused(
                RoutingProblem.ROUTE_REFUSED,
                () -> receipt(revenue.withRoute(Route.REALTIME)
                        .withGroupBy("customer__segment")
                        .withTimeRange(KEPT, null)));
        refused(RoutingProblem.ROUTE_REFUSED, () -> receipt(revenue.withRoute(Route.LAKEHOUSE)));
        assertThat(receipt(revenue.withRoute(Route.WAREHOUSE)).spans()).hasSize(1);
    }

    @Test
    void joinsADimensionWhereTheStoreHasIt() {
        Answer answer = router.answer(revenue.withGroupBy("customer__segment"), Shop.ASKER);
        assertThat(answer.rows()).hasSize(1);
        assertThat(answer.rows().getFirst().getFirst()).isEqualTo("loyal");
        assertThat(answer.receipt().rejected()).extracting(Rejected::reason).contains(Reason.DIMENSION_MISSING);
    }

    @Test
    void goesOnWithoutAStoreThatIsAway() {
        realtime.away();
        Receipt receipt = receipt(revenue);
        assertThat(receipt.spans()).extracting(Span::store).containsExactly("warehouse");
        assertThat(receipt.rejected()).extracting(Rejected::reason).contains(Reason.UNAVAILABLE);
        assertThat(receipt.notices()).extracting(Notice::kind).contains("store-away");
        assertThat(receipt.completeness().lateRowsPending()).isNull();
    }

    @Test
    void takesAnotherWayWhenAStoreBreaksMeanwhile() {
        realtime.breaksWhenAsked();
        assertThat(receipt(revenue).spans()).extracting(Span::store).containsExactly("warehouse");
    }

    @Test
    void keepsTheBudget() {
        Demands poor = new Demands(null, null, new Money(new BigDecimal("0.0000001"), "USD"), null);
        refused(RoutingProblem.OVER_BUDGET, () -> receipt(revenue.withDemands(poor)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"budget\": {\"amount\": 1e-999999999, \"currency\": \"USD\"}} | no amount of money",
                "{\"budget\": {\"amount\": 1e999999999, \"currency\": \"USD\"}} | no amount of money",
                "{\"budget\": {\"amount\": -1, \"currency\": \"USD\"}} | no amount of money",
                "{\"budget\": {\"amount\": 1, \"currency\": \"EUR\"}} | write it in USD",
                "{\"budget\": {\"currency\": \"USD\"}} | no amount of money",
                "{\"budget\": {\"amount\": 1}} | write it in USD",
                "{\"min_completeness\": 1e999999999} | no share from 0 to 1",
                "{\"min_completeness\": 1.01} | no share from 0 to 1",
                "{\"min_completeness\": -0.5} | no share from 0 to 1",
                "{\"max_staleness\": \"-PT5M\"} | in the future",
            })
    void refusesADemandThatNoAnswerCouldMeet(String demands, String why) {
        MetricQuery query = revenue.withDemands(Json.read(demands, Demands.class));
        assertThatThrownBy(() -> receipt(query)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(RoutingProblem.BAD_DEMAND);
            assertThat(e.detail()).contains(why).hasSizeLessThan(200);
            assertThat(e.faults()).hasSize(1);
        });
        refused(RoutingProblem.BAD_DEMAND, () -> router.explain(query, Shop.ASKER));
    }

    @Test
    void explainsWithoutRunning() {
        realtime.breaksWhenAsked();
        Explanation explanation = router.explain(revenue.withGroupBy("metric_time__day"), Shop.ASKER);
        assertThat(explanation.spans()).extracting(Span::store).containsExactly("warehouse", "realtime");
        assertThat(explanation.columns()).extracting(AnswerColumn::name).containsExactly("metric_time__day", "revenue");
        assertThat(explanation.spans().getFirst().sql()).contains("SELECT");
    }

    @Test
    void filtersOrdersAndLimits() {
        Answer answer = router.answer(
                MetricQuery.of("storefront", "orders")
                        .withGroupBy("order__country")
                        .withWhere(
                                "{{ Dimension('order__country') }} IN ('France', 'Côte d''Ivoire')",
                                "metric_time < '2026-11-19'")
                        .withOrderBy("-orders")
                        .withLimit(1),
                Shop.ASKER);
        assertThat(answer.rows()).hasSize(1);
        assertThat((String) answer.rows().getFirst().getFirst()).isIn("France", "Côte d'Ivoire");
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        refused(RoutingProblem.NO_METRIC_ASKED, () -> receipt(MetricQuery.of("storefront")));
        refused(CatalogProblem.UNKNOWN_METRIC, () -> receipt(MetricQuery.of("storefront", "revenu")));
        refused(CatalogProblem.UNKNOWN_WORKSPACE, () -> receipt(MetricQuery.of("elsewhere", "revenue")));
        refused(CatalogProblem.UNKNOWN_DIMENSION, () -> receipt(revenue.withGroupBy("order__contry")));
        refused(CatalogProblem.BAD_FILTER, () -> receipt(revenue.withWhere("order__country = ")));
        refused(CatalogProblem.BAD_FILTER, () -> receipt(revenue.withWhere("{{ Dimension('order__country' }} = 1")));
        refused(RoutingProblem.BAD_TIME_ZONE, () -> receipt(revenue.withTimeZone("Mars/Base")));
        refused(RoutingProblem.BAD_TIME_RANGE, () -> receipt(revenue.withTimeRange(Shop.NOW, Shop.NOW)));
        refused(RoutingProblem.UNKNOWN_ORDER, () -> receipt(revenue.withOrderBy("-orders")));
        refused(CatalogProblem.BAD_FILTER, () -> receipt(revenue.withWhere("order__country > 5")));
    }

    @Test
    void itsReceiptSurvivesJson() {
        Receipt receipt = receipt(revenue);
        String json = Json.write(receipt);
        assertThat(Json.read(json, Receipt.class)).isEqualTo(receipt);
        assertThat(json).contains("\"complete_through\":\"", "\"late_rows_pending\":", "\"charged_to\":\"growth\"");
    }

    @Test
    void readsAQuestionAsTheApiDescribesIt() {
        MetricQuery query = Json.read("""
                {"metrics": ["revenue", "orders"], "group_by": ["metric_time__day", "order__country"],
                 "where": ["{{ Dimension('order__country') }} IN ('France', 'Germany')"],
                 "time_range": {"start": "2026-11-01T00:00:00Z", "end": "2026-11-24T00:00:00Z"},
                 "time_zone": "Europe/London", "order_by": ["-revenue"], "limit": 100,
                 "demands": {"max_staleness": "PT15M", "min_completeness": 0.99, "budget": {"amount": "0.05", "currency": "USD"}, "exactness": "exact"},
                 "route": "auto", "purpose": {"dashboard": "trading"}}
                """, MetricQuery.class);
        assertThat(query.demands().maxStaleness()).isEqualTo(Duration.ofMinutes(15));
        assertThat(query.workspace()).isEqualTo("storefront");
        assertThat(router.answer(query.withDemands(Demands.NONE), Shop.ASKER).columns())
                .hasSize(4);
    }

    private Receipt receipt(MetricQuery query) {
        return router.answer(query, Shop.ASKER).receipt();
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
