package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.AccessPolicies.Otherwise;
import dev.tidemark.definitions.Audience;
import dev.tidemark.definitions.Audience.Group;
import dev.tidemark.definitions.RowPolicy;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.policy.Policies;
import dev.tidemark.router.rollup.FailingMemory;
import dev.tidemark.router.rollup.ForgetfulMemory;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupBook;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupProof;
import dev.tidemark.router.rollup.RollupStanding;
import dev.tidemark.stores.StoreName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollupTest {

    private static final Instant TIDE = Instant.parse("2026-11-19T16:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-19T00:00:00Z");
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);
    private static final String SUMS = "model.agg_orders";
    private static final String ROWS = "model.fact_orders";
    private static final RollupName NAME = new RollupName("storefront", "sums");

    private static final String BINDING = """
            {id: wh, store: warehouse, table: model.fact_orders, time_column: ordered_at}
                        - {id: sums, store: warehouse, table: model.agg_orders, role: rollup, grain: day, time_column: order_day, dimensions: [country],
                           sums: [{measure: amount_sum, where: "order__event_type = 'order_placed'", column: revenue, rows: orders},
                                  {measure: amount_sum, where: "order__event_type = 'order_cancelled'", column: lost, rows: cancellations},
                                  {measure: amount_sum, column: amounts, rows: everything},
                                  {measure: events, where: "{{ Dimension('order__event_type') }} = 'order_placed'", column: orders, rows: orders},
                                  {measure: items_sum, column: items, rows: everything},
                                  {measure: amount_min, column: least, rows: everything}, {measure: amount_max, column: most, rows: everything}]}""";

    private static final MetricCatalog CATALOG = MetricCatalog.of(
            "storefront",
            "abc123",
            Map.of(
                    "metrics/orders.yaml",
                    Shop.DEFINITIONS.replace(
                            "{id: wh, store: warehouse, table: model.fact_orders, time_column: ordered_at}", BINDING)));

    private static final String[] SUMMED = {
        "revenue",
        "cancelled",
        "orders",
        "items",
        "smallest",
        "largest",
        "order_value",
        "net",
        "revenue_ever",
        "revenue_3_days",
        "revenue_mtd",
        "growth",
        "value_change"
    };

    private static final String SELECT = """
            SELECT CAST(ordered_at AT TIME ZONE 'UTC' AS DATE) AS order_day, country,
              sum(CASE WHEN event_type = 'order_placed' THEN amount ELSE 0 END) AS revenue,
              count(CASE WHEN event_type = 'order_placed' THEN 1 END) AS orders,
              sum(CASE WHEN event_type = 'order_cancelled' THEN amount ELSE 0 END) AS lost,
              count(CASE WHEN event_type = 'order_cancelled' THEN 1 END) AS cancellations,
              sum(amount) AS amounts, sum(items) AS items, min(amount) AS least, max(amount) AS most, count(*) AS everything
            FROM "model.fact_orders" GROUP BY ALL""";

    private final List<Order> orders = Shop.orders(new Random(31), 400);
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(ROWS, Shop.table(orders, order -> order.appended().isBefore(TIDE), false), TIDE, Instant.EPOCH)
            .with(SUMS, SELECT, TIDE, Instant.EPOCH)
            .sized(ROWS, 1L << 40)
            .sized(SUMS, 1L << 10);
    private final MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
            .with("orders_rt", Shop.table(orders, order -> true, true), FRESH, MIDNIGHT.minus(Duration.ofDays(1)));
    private final FailingMemory memory = new FailingMemory(new ForgetfulMemory());
    private final RollupBook book = new RollupBook(memory);
    private final Router router =
            router(Safeguards.NONE.withRollups(new RollupProof(book, Runnable::run, Duration.ZERO)));
    private final Router plain = Shop.router(batch, realtime);

    @AfterEach
    void close() {
        batch.close();
        realtime.close();
    }

    private Router router(Safeguards safeguards) {
        return new Router(
                () -> Map.of("storefront", CATALOG),
                List.of(batch, realtime),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                safeguards,
                Clock.fixed(Shop.NOW, ZoneOffset.UTC));
    }

    private static final String[][] GROUPS = {
        {},
        {"metric_time__day"},
        {"order__country"},
        {"metric_time__week", "order__country"},
        {"metric_time__month"},
        {"metric_time__day", "order__country"},
    };

    @Test
    void sumsOfSumsAreTheSumsOfTheRows() {
        for (String[] group : GROUPS) {
            MetricQuery past = MetricQuery.of("storefront", SUMMED)
                    .withGroupBy(group)
                    .withTimeRange(Instant.parse("2026-11-12T00:00:00Z"), MIDNIGHT);
            assertSame(past, SUMS);
            MetricQuery upToNow = MetricQuery.of("storefront", "revenue", "orders", "net", "smallest", "largest")
                    .withGroupBy(group)
                    .withTimeRange(Instant.parse("2026-11-12T00:00:00Z"), null);
            assertSame(upToNow, SUMS);
        }
        assertThat(standing().compared()).isPositive();
        assertThat(standing().agreed()).isEqualTo(standing().compared());
    }

    @Test
    void itMeetsTheRealTimeStoreWhereItsLastWholeDayEnds() {
        MetricQuery query = MetricQuery.of("storefront", "revenue");
        Receipt receipt = router.answer(query, Shop.ASKER).receipt();
        assertThat(receipt.spans()).extracting(Span::table).containsExactly(SUMS, "orders_rt");
        assertThat(receipt.spans()).extracting(Span::start).last().isEqualTo(MIDNIGHT);
        Receipt rows = plain.answer(query, Shop.ASKER).receipt();
        assertThat(rows.spans()).extracting(Span::table).containsExactly(ROWS, "orders_rt");
        long late = orders.stream()
                .filter(order -> order.at().isBefore(MIDNIGHT)
                        && !order.appended().isBefore(TIDE)
                        && order.type().equals("order_placed"))
                .count();
        assertThat(receipt.completeness().lateRowsPending()).isEqualTo(late);
        assertThat(receipt.freshThrough()).isEqualTo(FRESH);
    }

    @Test
    void itIsRejectedWithAReasonWhenItCannotAnswerExactly() {
        MetricQuery revenue =
                MetricQuery.of("storefront", "revenue").withTimeRange(Instant.parse("2026-11-12T00:00:00Z"), MIDNIGHT);
        assertRejected(MetricQuery.of("storefront", "customers"), Reason.NOT_ADDITIVE);
        assertRejected(MetricQuery.of("storefront", "items_at_end"), Reason.NOT_ADDITIVE);
        assertRejected(revenue.withGroupBy("metric_time__hour"), Reason.GRAIN);
        assertRejected(revenue.withWhere("metric_time > '2026-11-14 10:00:00'"), Reason.GRAIN);
        assertRejected(revenue.withTimeRange(MIDNIGHT.minusSeconds(1), null), Reason.GRAIN);
        assertRejected(revenue.withTimeRange(null, Shop.NOW.minus(Duration.ofDays(2))), Reason.GRAIN);
        assertRejected(revenue.withGroupBy("order__event_type"), Reason.DIMENSION_MISSING);
        assertRejected(revenue.withGroupBy("buyer"), Reason.DIMENSION_MISSING);
        assertRejected(revenue.withGroupBy("metric_time__day").withTimeZone("America/New_York"), Reason.TIME_ZONE);
        assertSame(revenue.withGroupBy("metric_time__day").withTimeZone("Europe/London"), SUMS);
        assertSame(revenue.withTimeZone("America/New_York"), SUMS);
        assertSame(revenue.withWhere("order__country = 'France'", "metric_time__day > '2026-11-14'"), SUMS);
    }

    @Test
    void rowPoliciesHoldForSumsToo() {
        MetricQuery query = MetricQuery.of("storefront", "revenue").withTimeRange(null, MIDNIGHT);
        Answer france = router(own("order__country IN ('France')")).answer(query, Shop.ASKER);
        assertThat(france.receipt().spans()).extracting(Span::table).containsExactly(SUMS);
        assertThat(france.rows())
                .isEqualTo(plain.answer(query.withWhere("order__country = 'France'"), Shop.ASKER)
                        .rows());
        Answer other = router(own("buyer <> 'c1'")).answer(query, Shop.ASKER);
        assertThat(other.receipt().spans())
                .as("its rows are not apart by buyers")
                .extracting(Span::table)
                .containsExactly(ROWS);
    }

    @Test
    void oneThatOnceDisagreedAnswersNothingUntilSomebodyLetsItOut() {
        batch.with(SUMS, SELECT.replace("THEN amount ELSE 0", "THEN amount + 1 ELSE 0"), TIDE, Instant.EPOCH)
                .sized(SUMS, 1L << 10);
        MetricQuery query = MetricQuery.of("storefront", "revenue")
                .withGroupBy("order__country")
                .withTimeRange(null, MIDNIGHT);
        router.answer(query, Shop.ASKER);
        RollupStanding standing = standing();
        assertThat(standing.quarantined()).isTrue();
        assertThat(standing.incident().orElseThrow())
                .contains("groups of", SUMS, ROWS, "revenue")
                .doesNotContain("France");
        Receipt after = router.answer(query, Shop.ASKER).receipt();
        assertThat(after.spans()).extracting(Span::table).containsExactly(ROWS);
        assertThat(after.rejected()).extracting(Rejected::reason).contains(Reason.QUARANTINED);
        batch.with(SUMS, SELECT, TIDE, Instant.EPOCH).sized(SUMS, 1L << 10);
        book.release(NAME);
        assertSame(query, SUMS);
        assertThat(standing().quarantined()).isFalse();
    }

    @Test
    void whileItCannotBeReadWhetherItIsInQuarantineItIsNotUsed() {
        memory.readable(false);
        MetricQuery query = MetricQuery.of("storefront", "revenue").withTimeRange(null, MIDNIGHT);
        Receipt receipt = router.answer(query, Shop.ASKER).receipt();
        assertThat(receipt.spans()).extracting(Span::table).containsExactly(ROWS);
        assertThat(receipt.rejected())
                .filteredOn(rejected -> rejected.candidate().equals("warehouse " + SUMS))
                .extracting(Rejected::reason)
                .containsExactly(Reason.UNAVAILABLE);
    }

    @Test
    void tablesOfDifferentTidesAreNotCompared() {
        batch.with(SUMS, SELECT.replace("THEN amount ELSE 0", "THEN 7 ELSE 0"), TIDE.minusSeconds(1), Instant.EPOCH)
                .sized(SUMS, 1L << 10);
        router.answer(
                MetricQuery.of("storefront", "revenue")
                        .withTimeRange(null, MIDNIGHT)
                        .withDemands(new Demands(Duration.ofDays(2), null, null, null)),
                Shop.ASKER);
        assertThat(standing().compared()).isZero();
    }

    @Test
    void isProvenWhenSomebodyAsksForIt() {
        assertThat(router.prove(known(), Shop.ASKER)).isInstanceOfSatisfying(ProofRun.Agreed.class, agreed -> {
            assertThat(agreed.metrics()).contains("revenue", "cancelled", "orders", "smallest", "largest");
            assertThat(agreed.groups()).isPositive();
        });
        assertThat(standing().agreed()).isEqualTo(standing().compared()).isPositive();
    }

    @Test
    void aProofThatFindsADifferenceQuarantinesAndALaterOneDoesNotRelease() {
        batch.with(SUMS, SELECT.replace("sum(items)", "sum(items) + 1"), TIDE, Instant.EPOCH);
        assertThat(router.prove(known(), Shop.ASKER))
                .isInstanceOfSatisfying(
                        ProofRun.Differed.class,
                        differed -> assertThat(differed.what()).contains("groups of", ROWS));
        assertThat(standing().quarantined()).isTrue();

        batch.with(SUMS, SELECT, TIDE, Instant.EPOCH);
        assertThat(router.prove(known(), Shop.ASKER)).isInstanceOf(ProofRun.Agreed.class);
        assertThat(standing().quarantined()).isTrue();
    }

    @Test
    void tablesOfDifferentEventsAreNotCompared() {
        batch.with(SUMS, SELECT, TIDE.minusSeconds(60), Instant.EPOCH);
        assertThat(router.prove(known(), Shop.ASKER))
                .isInstanceOfSatisfying(
                        ProofRun.NotCompared.class,
                        not -> assertThat(not.why()).contains("were not made of the same events"));
        assertThat(standing().compared()).isZero();
    }

    private static Rollups.Known known() {
        return CATALOG.models().stream()
                .flatMap(model -> model.bindings().stream()
                        .flatMap(binding -> binding.rollup().stream()
                                .map(rollup -> new Rollups.Known("storefront", model, binding, rollup))))
                .findFirst()
                .orElseThrow();
    }

    private void assertSame(MetricQuery query, String table) {
        Answer summed = router.answer(query, Shop.ASKER);
        Answer counted = plain.answer(query, Shop.ASKER);
        assertThat(summed.receipt().spans())
                .as(query.toString())
                .extracting(Span::table)
                .contains(table);
        assertThat(summed.rows()).as(query.toString()).isEqualTo(counted.rows());
        assertThat(summed.columns()).isEqualTo(counted.columns());
    }

    private void assertRejected(MetricQuery query, Reason reason) {
        Explanation explanation = router.explain(query, Shop.ASKER);
        assertThat(explanation.spans())
                .as(query.toString())
                .extracting(Span::table)
                .doesNotContain(SUMS);
        assertThat(explanation.rejected())
                .filteredOn(rejected -> rejected.candidate().equals("warehouse " + SUMS))
                .as(query.toString())
                .extracting(Rejected::reason)
                .contains(reason);
    }

    private RollupStanding standing() {
        return memory.load().getOrDefault(NAME, RollupStanding.NEVER_COMPARED);
    }

    private static Safeguards own(String where) {
        AccessPolicies written = new AccessPolicies(
                Otherwise.ALLOW,
                List.of(),
                List.of(new RowPolicy(
                        "own", List.of("orders"), Optional.of(where), new Audience(Group.NOBODY, Group.NOBODY), 1)),
                List.of());
        Policies policies = Policies.of(written, CATALOG, new MaskHash(new byte[32]));
        return Safeguards.NONE.withPolicies(catalog -> policies);
    }
}
