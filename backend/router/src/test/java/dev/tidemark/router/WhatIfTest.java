package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.WhatIf.RollupIdea;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How questions would be answered if something were otherwise. */
class WhatIfTest {

    private static final RollupIdea WHAT_IT_WANTS = new RollupIdea(null, null, null, null);
    private static final WhatIf WITH_ROLLUP = new WhatIf(WHAT_IT_WANTS, null, List.of());
    private static final Instant TIDE = Shop.NOW.minus(Duration.ofHours(20));
    private static final MetricQuery BY_COUNTRY = MetricQuery.of("storefront", "revenue", "orders")
            .withGroupBy("order__country")
            .withTimeRange(Instant.parse("2026-01-01T00:00:00Z"), null);

    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Shop.Order> orders = Shop.orders(new Random(5), 400);
    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with("model.fact_orders", Shop.table(orders, order -> true, false), TIDE, Instant.EPOCH)
            .sized("model.fact_orders", 8L << 30);
    private final MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
            .with("orders_rt", Shop.table(orders, order -> true, true), Shop.NOW.minusSeconds(1), TIDE);
    private final Router router = Shop.router(Safeguards.NONE.withReceipts(receipts::add), batch, realtime);

    @AfterEach
    void close() {
        batch.close();
        realtime.close();
    }

    private Supposed whatIf(MetricQuery query, WhatIf otherwise) {
        return router.whatIf(query, otherwise, Shop.ASKER);
    }

    private static Explanation explained(Supposed.Outcome outcome) {
        return Objects.requireNonNull(outcome.explanation(), () -> outcome.code() + ": " + outcome.detail());
    }

    @Test
    void theRollupThatAQuestionWantsIsMeasuredAndPriced() {
        MetricQuery query = BY_COUNTRY.withRoute(Route.WAREHOUSE);
        Supposed found = whatIf(query, WITH_ROLLUP);

        assertThat(explained(found.asked()).why())
                .singleElement()
                .satisfies(chosen -> assertThat(chosen.candidate()).isEqualTo("warehouse model.fact_orders"));
        assertThat(explained(found.supposed()).why())
                .singleElement()
                .satisfies(chosen -> assertThat(chosen.candidate()).isEqualTo("warehouse supposed.orders"));
        assertThat(found.saves()).isPositive();
        assertThat(found.suppositions())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("a rollup of orders in the warehouse by day of Z and country, with ")
                        .contains("% of the rows", "measured"));
        assertThat(receipts).as("measuring has a receipt of its own").hasSize(1);
    }

    @Test
    void nothingIsThereAfterwards() {
        whatIf(BY_COUNTRY, WITH_ROLLUP);
        assertThat(router.answer(BY_COUNTRY, Shop.ASKER).receipt().spans())
                .extracting(Span::table)
                .doesNotContain("supposed.orders");
    }

    @Test
    void aRollupApartByTooLittleSaysWhatItLacks() {
        WhatIf coarse = new WhatIf(new RollupIdea(null, "month", null, List.of()), null, List.of());
        Supposed found = whatIf(BY_COUNTRY.withRoute(Route.WAREHOUSE), coarse);
        assertThat(explained(found.supposed()).rejected()).anySatisfy(rejected -> {
            assertThat(rejected.candidate()).isEqualTo("warehouse supposed.orders");
            assertThat(rejected.reason()).isEqualTo(Reason.DIMENSION_MISSING);
        });
        assertThat(found.saves()).isZero();
    }

    @Test
    void whatDoesNotAddUpHasNoRollup() {
        MetricQuery median = MetricQuery.of("storefront", "median_amount").withRoute(Route.WAREHOUSE);
        assertThat(whatIf(median, WITH_ROLLUP).suppositions())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).startsWith("no rollup"));
    }

    @Test
    void aRefusedQuestionMayBeAnsweredWhenLessIsDemanded() {
        MetricQuery strict =
                BY_COUNTRY.withRoute(Route.WAREHOUSE).withDemands(Demands.NONE.withMaxStaleness(Duration.ofMinutes(1)));
        Supposed found = whatIf(strict, new WhatIf(null, Duration.ofHours(30), List.of()));

        assertThat(found.asked().code()).isEqualTo("no-fresh-enough-store");
        assertThat(explained(found.supposed()).why()).hasSize(1);
        assertThat(found.saves()).isNull();
        assertThat(found.suppositions()).containsExactly("at most PT30H behind");
    }

    @Test
    void aStoreMayBeSupposedToBeAway() {
        Supposed found = whatIf(BY_COUNTRY, new WhatIf(null, null, List.of("realtime")));
        assertThat(explained(found.asked()).spans()).extracting(Span::store).contains("realtime");
        assertThat(explained(found.supposed()).spans()).extracting(Span::store).containsOnly("warehouse");
    }

    @Test
    void aDimensionThatIsNotThereIsNamed() {
        WhatIf wrong = new WhatIf(new RollupIdea(null, null, null, List.of("contry")), null, List.of());
        assertThatThrownBy(() -> whatIf(BY_COUNTRY, wrong)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(CatalogProblem.UNKNOWN_DIMENSION);
            assertThat(refused.remedy()).contains("country");
        });
    }
}
