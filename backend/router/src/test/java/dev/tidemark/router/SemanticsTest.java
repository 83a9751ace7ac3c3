package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.problems.ProblemException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of metric against answers worked out by hand. */
class SemanticsTest {

    private final MemoryStore store = Ledger.store();
    private final Router router = Ledger.router(store);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void balancesCountOnlyAtTheEdgeOfTime() {
        assertThat(rows(ask("balance_at_end"))).containsExactly("8");
        assertThat(rows(ask("balance_at_start"))).containsExactly("15");
        assertThat(rows(ask("each_last_balance"))).containsExactly("28");
        assertThat(rows(ask("each_last_balance").withGroupBy("account"))).containsExactly("a|20", "b|8");
        assertThat(rows(ask("balance_at_end").withGroupBy("metric_time__month")))
                .containsExactly("2026-01-01|12", "2026-02-01|8");
        assertThat(rows(ask("each_last_balance").withGroupBy("metric_time__month")))
                .containsExactly("2026-01-01|17", "2026-02-01|28");
    }

    @Test
    void theEdgeOfTimeIsThatOfTheRowsThatCount() {
        MetricQuery atEnd = ask("balance_at_end");

        assertThat(rows(atEnd.withWhere("account = 'a'"))).containsExactly("20");
        assertThat(rows(atEnd.withWhere("{{ Metric('each_last_balance', group_by=['account']) }} > 10")))
                .containsExactly("20");
        assertThat(rows(atEnd.withWhere("{{ Metric('each_last_balance', group_by=['account']) }} > 10")
                        .withGroupBy("metric_time__month")))
                .containsExactlyElementsOf(rows(atEnd.withWhere("account = 'a'").withGroupBy("metric_time__month")));
    }

    @Test
    void aVersionedDimensionIsTheOneAtTheMetricsTime() {
        assertThat(rows(ask("turnover").withGroupBy("product__shelf")))
                .containsExactly("cellar|40.4", "top|60.6", "null|1");
    }

    @Test
    void severalHopsLeadToAnotherModel() {
        assertThat(rows(ask("sales").withGroupBy("product__maker__prize")))
                .containsExactly("gold|3", "tin|1", "null|1");
    }

    @Test
    void anAmbiguousNameIsRefusedUntilTheModelIsNamed() {
        assertThatThrownBy(() -> rows(ask("sales").withGroupBy("product__maker__country")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(CatalogProblem.AMBIGUOUS_DIMENSION);
                    assertThat(e.remedy()).contains("product__maker__makers__country");
                });
        assertThat(rows(ask("sales").withGroupBy("product__maker__makers__country")))
                .containsExactly("France|3", "Spain|1", "null|1");
    }

    @Test
    void aJoinThatWouldMultiplyRowsIsRefused() {
        assertThatThrownBy(() -> rows(ask("sales").withGroupBy("person__page")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(CatalogProblem.FAN_OUT);
                    assertThat(e.remedy()).contains("visits");
                });
    }

    @Test
    void aConversionCountsAtTheLatestVisitThatLedToIt() {
        assertThat(rows(ask("bought_after_visit").withGroupBy("visit__page"))).containsExactly("home|null", "shoes|1");
        assertThat(rows(ask("bought_after_visit"))).containsExactly("0.25");
        assertThat(rows(ask("buyers_of_campaign").withGroupBy("metric_time__day")))
                .containsExactly("2026-02-01|2");
    }

    @Test
    void anOffsetShowsTheValueOfEarlier() {
        assertThat(rows(ask("turnover", "last_month").withGroupBy("metric_time__month")))
                .containsExactly("2026-01-01|30.3|null", "2026-02-01|71.7|30.3", "2026-03-01|null|71.7");
        assertThat(rows(ask("turnover", "last_month").withGroupBy("metric_time__day")))
                .containsExactly(
                        "2026-01-01|10.1|null",
                        "2026-01-31|20.2|null",
                        "2026-02-01|30.3|10.1",
                        "2026-02-15|41.4|null",
                        "2026-03-01|null|30.3");
        assertThat(rows(ask("month_start")
                        .withGroupBy("metric_time__day")
                        .withWhere("{{ TimeDimension('metric_time', 'day') }} BETWEEN '2026-02-14' AND '2026-02-15'")))
                .containsExactly("2026-02-14|30.3", "2026-02-15|30.3");
        assertThat(rows(ask("share"))).containsExactly("34");
    }

    @Test
    void aComparisonIsAskedForWithTheQuestion() {
        MetricQuery february = ask("turnover")
                .withTimeRange(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"))
                .withCompare("previous_period");
        Answer answer = router.answer(february, Shop.ASKER);
        assertThat(answer.columns())
                .extracting(AnswerColumn::name)
                .containsExactly("turnover", "turnover__before", "turnover__change", "turnover__change_ratio");
        assertThat(rows(february)).containsExactly("71.7|30.3|41.4|1.3663366337");
        assertThatThrownBy(() -> rows(ask("turnover").withCompare("previous_period")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(RoutingProblem.BAD_COMPARISON));
    }

    @Test
    void filtersMayAskForTheValueOfAnotherMetric() {
        assertThat(rows(ask("sales").withWhere("{{ Metric('turnover', group_by=['person']) }} > 50")))
                .containsExactly("3");
        assertThat(
                        rows(
                                ask("turnover")
                                        .withGroupBy("sale__campaign")
                                        .withWhere(
                                                "{{ Metric('sales', ['person']) }} = 1 AND {{ Dimension('sale__campaign') }} <> 'none'")))
                .containsExactly("sale|1", "spring|20.2");
    }

    @Test
    void whoHasNoValueOfThatMetricIsNotAmongThoseWithMore() {
        assertThat(rows(ask("sales").withWhere("{{ Metric('visits', ['person']) }} > 0")))
                .as("cat bought and never visited")
                .containsExactly("4");
    }

    @Test
    void rowsOfNobodyAreNotThoseOfAnotherNobody() {
        store.with("model.sales", """
                SELECT * FROM (VALUES ('s1', 'p1', 'ann', TIMESTAMPTZ '2026-01-01 10:00:00Z', 'spring', 10.10::DECIMAL(12, 2)),
                  ('s2', 'p1', NULL, TIMESTAMPTZ '2026-01-31 10:00:00Z', 'spring', 20.20))
                  t(sale_id, product_id, person_id, sold_at, campaign, amount)""", Ledger.NOW, Instant.EPOCH);
        assertThat(rows(ask("sales").withWhere("{{ Metric('turnover', group_by=['person']) }} > 5")))
                .containsExactly("1");
    }

    @Test
    void weeksBeginOnTheDayNamed() {
        assertThat(rows(ask("sales").withGroupBy("metric_time__week")))
                .containsExactly("2025-12-29|1", "2026-01-26|2", "2026-02-09|2");
        assertThat(rows(ask("sales").withGroupBy("metric_time__week").withWeekStart(DayOfWeek.SUNDAY)))
                .containsExactly("2025-12-28|1", "2026-01-25|1", "2026-02-01|1", "2026-02-15|2");
    }

    @Test
    void metricsOfDifferentModelsAreAggregatedOnTheirOwn() {
        assertThat(rows(ask("sales", "visits").withGroupBy("person")))
                .containsExactly("ann|3|3", "bob|1|1", "cat|1|null");
    }

    private static MetricQuery ask(String... metrics) {
        return MetricQuery.of("ledger", metrics);
    }

    private List<String> rows(MetricQuery query) {
        return Ledger.rows(router, query);
    }
}
