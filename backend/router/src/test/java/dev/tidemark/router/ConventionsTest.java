package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What questions mean to MetricFlow where it could be seen otherwise, for definitions that bring time spines. */
class ConventionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /** Three picks in January, one in February; the second tree stands in the table twice, though its id is said to be a key. */
    private static final String DEFINITIONS = """
            project_configuration:
              time_spines:
                - node_relation: {schema_name: orchard, alias: days}
                  primary_column: {name: day, time_granularity: day}
            tidemark: {store: warehouse}
            semantic_models:
              - name: picks
                node_relation: {schema_name: orchard, alias: picks}
                defaults: {agg_time_dimension: picked_on}
                entities:
                  - {name: pick, type: primary, expr: id}
                  - {name: label, type: unique, expr: label_no}
                  - {name: tree, type: foreign, expr: tree_id}
                dimensions:
                  - {name: picked_on, type: time, type_params: {time_granularity: day}}
                  - {name: ripe, type: categorical}
                measures:
                  - {name: pick_rows, agg: sum, expr: '1'}
              - name: trees
                node_relation: {schema_name: orchard, alias: trees}
                entities:
                  - {name: tree, type: primary, expr: id}
                  - {name: plot, type: foreign, expr: plot_id}
                  - {name: sort, type: foreign, expr: sort_id}
                defaults: {agg_time_dimension: felled_on}
                dimensions:
                  - {name: height, type: categorical}
                  - {name: felled_on, type: time, type_params: {time_granularity: day}}
                measures:
                  - {name: felled_rows, agg: count, expr: felled_on}
              - name: plots
                node_relation: {schema_name: orchard, alias: plots}
                entities: [{name: plot, type: primary, expr: id}]
                dimensions: [{name: soil, type: categorical}]
              - name: sorts
                node_relation: {schema_name: orchard, alias: sorts}
                entities: [{name: sort, type: primary, expr: id}]
                dimensions: [{name: fruit, type: categorical}]
              - name: sales
                node_relation: {schema_name: orchard, alias: sales}
                defaults: {agg_time_dimension: sold_in}
                entities:
                  - {name: sale, type: primary, expr: id}
                  - {name: tree, type: foreign, expr: tree_id}
                dimensions:
                  - {name: sold_in, type: time, type_params: {time_granularity: month}}
                measures:
                  - {name: sale_rows, agg: count, expr: '1'}
            metrics:
              - {name: picks, type: simple, type_params: {measure: pick_rows}}
              - {name: monthly_picks, type: simple, time_granularity: month, type_params: {measure: pick_rows}}
              - name: picks_a_month_ago
                type: derived
                type_params:
                  expr: before
                  metrics: [{name: picks, offset_window: 1 month, alias: before}]
              - {name: double_picks, type: derived, type_params: {expr: 2 * picks, metrics: [{name: picks}]}}
              - name: double_a_month_ago
                type: derived
                type_params: {expr: before, metrics: [{name: double_picks, offset_window: 1 month, alias: before}]}
              - name: double_five_days_ago
                type: derived
                type_params: {expr: before, metrics: [{name: double_picks, offset_window: 5 days, alias: before}]}
              - name: picks_a_week_ago
                type: derived
                type_params: {expr: before, metrics: [{name: picks, offset_window: 7 days, alias: before}]}
              - name: so_far_at_start
                type: derived
                type_params: {expr: start, metrics: [{name: picks_so_far, offset_to_grain: month, alias: start}]}
              - name: two_days
                type: cumulative
                type_params:
                  measure: {name: pick_rows, join_to_timespine: true, fill_nulls_with: 0}
                  cumulative_type_params: {window: 2 days}
              - name: felled_without_sum
                type: derived
                type_params:
                  expr: felled_here - sum_here
                  metrics: [{name: felled, alias: felled_here}, {name: picks_and_sales, alias: sum_here}]
              - name: picks_and_sales
                type: derived
                type_params:
                  expr: picks_here + sales_here
                  metrics: [{name: filled_picks, alias: picks_here}, {name: filled_sales, alias: sales_here}]
              - {name: filled_picks, type: simple, type_params: {measure: {name: pick_rows, fill_nulls_with: 0}}}
              - {name: filled_sales, type: simple, type_params: {measure: {name: sale_rows, fill_nulls_with: 0}}}
              - {name: felled, type: simple, type_params: {measure: felled_rows}}
              - {name: picks_so_far, type: cumulative, type_params: {measure: pick_rows}}
              - name: sold_in_the_month
                type: conversion
                type_params:
                  conversion_type_params:
                    base_measure: pick_rows
                    conversion_measure: sale_rows
                    entity: tree
                    calculation: conversions
                    window: 1 month
            """;

    private final Router router = router(RouterSettings.DEFAULT);

    private static Router router(RouterSettings settings) {
        MetricCatalog catalog = MetricCatalog.of("orchard", "c1", Map.of("metrics/orchard.yaml", DEFINITIONS));
        MemoryStore store = new MemoryStore(StoreName.WAREHOUSE)
                .with("orchard.days", """
                        SELECT CAST(day AS TIMESTAMPTZ) AS day
                        FROM generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-02-28', INTERVAL 1 day) AS days(day)""", NOW, Instant.EPOCH)
                .with("orchard.picks", """
                        SELECT * FROM (VALUES
                          ('p1', 'l1', 't1', TIMESTAMPTZ '2026-01-05', true), ('p2', 'l2', 't2', TIMESTAMPTZ '2026-01-31', true),
                          ('p3', 'l3', 't2', TIMESTAMPTZ '2026-01-31', false), ('p4', 'l4', 't1', TIMESTAMPTZ '2026-02-02', true)
                        ) AS p(id, label_no, tree_id, picked_on, ripe)""", NOW, Instant.EPOCH)
                .with("orchard.trees", """
                        SELECT *, TIMESTAMPTZ '2025-12-15' AS felled_on
                        FROM (VALUES ('t1', 'north', 'a', 'low'), ('t2', 'north', 'a', 'mid'), ('t2', 'south', 'b', 'high')
                        ) AS t(id, plot_id, sort_id, height)""", NOW, Instant.EPOCH)
                .with(
                        "orchard.plots",
                        "SELECT * FROM (VALUES ('north', 'clay'), ('south', 'sand')) AS p(id, soil)",
                        NOW,
                        Instant.EPOCH)
                .with(
                        "orchard.sorts",
                        "SELECT * FROM (VALUES ('a', 'apple'), ('b', 'pear')) AS s(id, fruit)",
                        NOW,
                        Instant.EPOCH)
                .with(
                        "orchard.sales",
                        "SELECT 's1' AS id, 't1' AS tree_id, TIMESTAMPTZ '2026-01-01' AS sold_in",
                        NOW,
                        Instant.EPOCH);
        return new Router(
                () -> Map.of("orchard", catalog),
                List.of(store),
                PriceBook.DEFAULT,
                settings,
                Safeguards.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static MetricQuery of(String... metrics) {
        return MetricQuery.of("orchard", metrics);
    }

    private List<String> rows(MetricQuery query) {
        return rows(router, query);
    }

    private static List<String> rows(Router router, MetricQuery query) {
        return router.answer(query, Shop.ASKER).rows().stream()
                .map(row -> String.join(
                        " ",
                        row.stream()
                                .map(value ->
                                        value == null ? "-" : value.toString().replaceFirst("T00:00Z$", ""))
                                .toList()))
                .toList();
    }

    @Test
    void aConditionOnDaysPicksTheMonthsThatAreMovedAndNotTheirRows() {
        MetricQuery byMonth = of("picks_a_month_ago").withGroupBy("metric_time__month");
        assertThat(rows(byMonth.withWhere("metric_time__day = '2026-02-01'"))).containsExactly("2026-02-01 3");
        assertThat(rows(byMonth.withWhere("metric_time__day < '2026-02-01'"))).isEmpty();
    }

    private static final String MIXED = "metric_time__day > '2026-01-15' OR NOT pick__ripe";

    @Test
    void aConditionOnTimeAndMoreIsAboutRowsBeforeTheirGroupsAreMoved() {
        assertThat(rows(of("picks_a_month_ago")
                        .withGroupBy("metric_time__month")
                        .withWhere(MIXED)))
                .containsExactly("2026-02-01 2");
    }

    @Test
    void aConditionOnTimeAndMoreIsAboutTheTimeThatRowsAreMovedToAndTotalsAreShownAt() {
        assertThat(rows(of("picks_a_week_ago")
                        .withGroupBy("metric_time__month")
                        .withWhere(MIXED.replace("01-15", "02-08"))))
                .containsExactly("2026-02-01 2");
        assertThat(rows(of("picks_so_far").withGroupBy("metric_time__day").withWhere(MIXED)))
                .hasSize(44)
                .startsWith("2026-01-16 1")
                .contains("2026-01-30 1", "2026-01-31 3", "2026-02-01 3", "2026-02-02 4")
                .endsWith("2026-02-28 4");
    }

    @Test
    void aWeekStandsWhereTheOffsetLeadsToAWeekExactly() {
        assertThat(rows(of("picks_a_month_ago").withGroupBy("metric_time__week")))
                .as("no Monday of these is a month after another")
                .isEmpty();
        assertThat(rows(of("picks_a_week_ago").withGroupBy("metric_time__week")))
                .containsExactly("2026-01-12 1", "2026-02-02 2", "2026-02-09 1");
    }

    @Test
    void groupsOfWhatIsComputedAreMovedAsTheyAreOrStandNowhere() {
        assertThat(rows(of("double_a_month_ago").withGroupBy("metric_time__month")))
                .containsExactly("2026-02-01 6");
        MetricQuery fiveDays = of("double_five_days_ago");
        assertThat(rows(fiveDays.withGroupBy("metric_time__month"))).isEmpty();
        MetricQuery byDay = fiveDays.withGroupBy("metric_time__day");
        assertThat(rows(byDay)).containsExactly("2026-01-10 2", "2026-02-05 4", "2026-02-07 2");
        assertThat(rows(byDay.withTimeRange(
                        Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-07T00:00:00Z"))))
                .containsExactly("2026-02-05 4");
        assertThat(rows(byDay.withWhere("metric_time__day = '2026-02-05'"))).containsExactly("2026-02-05 4");
        assertThat(rows(byDay.withGroupBy("metric_time__day", "metric_time__month", "pick__ripe")
                        .withWhere("metric_time__month = '2026-02-01'")))
                .containsExactly(
                        "2026-02-05 2026-02-01 false 2",
                        "2026-02-05 2026-02-01 true 2",
                        "2026-02-07 2026-02-01 true 2");
    }

    @Test
    void aConditionOnTimesThatAreNotShownIsAboutGroupsBeforeTheyAreMoved() {
        assertThat(rows(of("double_a_month_ago")
                        .withGroupBy("metric_time__month")
                        .withWhere("metric_time__day = '2026-01-31'")))
                .containsExactly("2026-02-01 4");
    }

    @Test
    void theTotalAtTheStartOfAPeriodIsThatOfEachMomentInIt() {
        assertThat(rows(of("so_far_at_start").withGroupBy("metric_time__year"))).containsExactly("2026-01-01 3");
        assertThat(rows(of("so_far_at_start").withGroupBy("metric_time__month")))
                .containsExactly("2026-02-01 3");
    }

    @Test
    void aTotalThatEveryMomentHasBeginsAPeriodWithWhatStandsForNothing() {
        assertThat(rows(of("two_days").withGroupBy("metric_time__month")))
                .containsExactly("2026-01-01 0", "2026-02-01 2");
        assertThat(rows(of("two_days").withGroupBy("metric_time__week", "pick__picked_on__month")))
                .as("a week of two months is in both")
                .hasSize(10)
                .startsWith("2025-12-29 2026-01-01 0", "2026-01-05 2026-01-01 1")
                .contains("2026-01-26 2026-01-01 0", "2026-01-26 2026-02-01 2", "2026-02-02 2026-02-01 1");
        assertThat(rows(of("two_days").withGroupBy("metric_time__month").withWhere("pick__ripe AND NOT pick__ripe")))
                .containsExactly("2026-01-01 0", "2026-02-01 0");
        assertThat(rows(of("two_days").withGroupBy("metric_time__month", "pick__ripe")))
                .containsExactly(
                        "2026-01-01 false 1",
                        "2026-01-01 true 1",
                        "2026-01-01 - 0",
                        "2026-02-01 false 1",
                        "2026-02-01 true 1",
                        "2026-02-01 - 0");
    }

    @Test
    void aPartThatIsComputedHasNothingInGroupsOfOtherPartsEither() {
        assertThat(rows(of("felled_without_sum").withGroupBy("metric_time__month")))
                .containsExactly("2025-12-01 -", "2026-01-01 -", "2026-02-01 -");
    }

    @Test
    void valuesAreThoseOfTheModelWithTheFewestNames() {
        assertThat(rows(of().withGroupBy("tree"))).containsExactly("t1");
    }

    @Test
    void whatIsLaidOutAlongTimeIsExplainedBeforeItIsRead() {
        for (String metric : List.of("two_days", "double_a_month_ago", "picks_so_far")) {
            assertThat(router.explain(of(metric).withGroupBy("metric_time__month"), Shop.ASKER)
                            .columns())
                    .extracting(AnswerColumn::name)
                    .containsExactly("metric_time__month", metric);
        }
    }

    @Test
    void anAnswerThatGrowsAlongTimeIsBoundedAsThoseOfStoresAre() {
        RouterSettings normal = RouterSettings.DEFAULT;
        Router small = router(new RouterSettings(
                normal.deadline(),
                60,
                normal.maxDistinctValues(),
                normal.receiptsKept(),
                normal.usageKept(),
                normal.cacheBytes(),
                normal.moment(),
                normal.exports()));
        MetricQuery byDay = of("picks_so_far").withGroupBy("metric_time__day");
        assertThat(rows(small, byDay)).hasSize(55);
        assertThatThrownBy(() -> rows(small, byDay.withGroupBy("metric_time__day", "pick__ripe")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(StoreProblem.TOO_MANY_ROWS));
    }

    @Test
    void whatIsComputedHasNothingInGroupsOfOtherMetrics() {
        assertThat(rows(of("filled_picks", "picks_and_sales", "felled").withGroupBy("metric_time__month")))
                .containsExactly("2025-12-01 0 - 3", "2026-01-01 3 4 -", "2026-02-01 1 1 -");
    }

    @Test
    void aUniqueEntityNamesTheDimensionsOfItsOwnModel() {
        assertThat(rows(of("picks").withGroupBy("label__ripe"))).containsExactly("false 1", "true 3");
    }

    @Test
    void waysThatPartAreJoinedApart() {
        assertThat(rows(of("picks").withGroupBy("tree__plot__soil", "tree__sort__fruit")))
                .containsExactly("clay apple 4", "clay pear 2", "sand apple 2", "sand pear 2");
        assertThat(rows(of("picks").withGroupBy("tree__plot__soil", "tree__height")))
                .containsExactly("clay low 2", "clay mid 2", "sand high 2");
    }

    @Test
    void aConversionKnownByTheMonthFollowsWhatHappenedInThatMonth() {
        assertThat(rows(of("sold_in_the_month"))).containsExactly("1");
        assertThat(rows(of("sold_in_the_month")
                        .withGroupBy("metric_time__month")
                        .withWhere("metric_time__month < '2026-02-01'")))
                .containsExactly("2026-01-01 1");
    }

    @Test
    void aTimeWithoutGrainInAConditionHasTheCoarsestDefaultToo() {
        assertThat(rows(of("monthly_picks").withWhere("{{ TimeDimension('metric_time') }} > '2026-01-15'")))
                .containsExactly("1");
        assertThat(rows(of("picks").withWhere("{{ TimeDimension('metric_time') }} > '2026-01-15'")))
                .containsExactly("3");
    }
}
