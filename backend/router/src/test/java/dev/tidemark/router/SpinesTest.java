package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Definitions that bring time spines: time is laid out by them, and names, grains and ranges mean what they mean to MetricFlow. */
class SpinesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /** Ten days; visits on the second, third and eighth; market weeks of four days that begin on the first. */
    private static final String DEFINITIONS = """
            project_configuration:
              time_spines:
                - node_relation: {schema_name: garden, alias: days}
                  primary_column: {name: day, time_granularity: day}
                  custom_granularities: [{name: market_week}]
            tidemark: {store: warehouse}
            semantic_models:
              - name: visits
                node_relation: {schema_name: garden, alias: visits}
                defaults: {agg_time_dimension: visited_on}
                entities:
                  - {name: visit, type: primary, expr: id}
                  - {name: gardener, type: foreign, expr: gardener_id}
                dimensions:
                  - {name: visited_on, type: time, type_params: {time_granularity: day}}
                  - {name: ds, type: time, is_partition: true, type_params: {time_granularity: day}}
                  - {name: sunny, type: categorical}
                measures:
                  - {name: visit_rows, agg: sum, expr: '1'}
                  - {name: gardeners_seen, agg: count_distinct, expr: gardener_id}
              - name: gardeners
                node_relation: {schema_name: garden, alias: gardeners}
                entities:
                  - {name: gardener, type: primary, expr: id}
                dimensions:
                  - {name: village, type: categorical}
                  - {name: ds, type: time, is_partition: true, type_params: {time_granularity: day}}
              - name: tools
                node_relation: {schema_name: garden, alias: tools}
                entities:
                  - {name: tool, type: primary, expr: id}
                  - {name: gardener, type: foreign, expr: gardener_id}
                dimensions:
                  - {name: kind, type: categorical}
                measures:
                  - {name: tool_rows, agg: sum, expr: '1'}
                config: {meta: {tidemark: {timeless: true}}}
            saved_queries:
              - name: sunny_visits
                description: Who came how often.
                query_params:
                  metrics: [visits]
                  group_by: ["Entity('gardener')"]
                  order_by: ["Metric('visits').descending(True)", "-gardener"]
              - name: first_days
                label: The first days
                query_params:
                  metrics: [visits]
                  group_by: ["TimeDimension('metric_time', 'day')", "Entity('gardener')"]
                config: {meta: {tidemark: {time_range: 2026-01-01..2026-01-02}}}
            metrics:
              - {name: visits, type: simple, type_params: {measure: visit_rows}}
              - {name: tools_owned, type: simple, type_params: {measure: tool_rows}}
              - {name: monthly_visits, type: simple, time_granularity: month, type_params: {measure: visit_rows}}
              - name: visits_every_day
                type: simple
                type_params: {measure: {name: visit_rows, join_to_timespine: true, fill_nulls_with: 0}}
              - {name: visits_so_far, type: cumulative, type_params: {measure: visit_rows}}
              - name: visits_a_market_week_ago
                type: derived
                type_params:
                  expr: before
                  metrics: [{name: visits, offset_window: 1 market_week, alias: before}]
            """;

    private final Router router = router();

    private static Router router() {
        MetricCatalog catalog = MetricCatalog.of("garden", "c1", Map.of("metrics/garden.yaml", DEFINITIONS));
        MemoryStore store = new MemoryStore(StoreName.WAREHOUSE)
                .with("garden.days", """
                        SELECT CAST(day AS TIMESTAMPTZ) AS day,
                               CAST(DATE '2026-01-01' + CAST(4 * floor((CAST(day AS DATE) - DATE '2026-01-01') / 4) AS INTEGER) AS TIMESTAMPTZ) AS market_week
                        FROM generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-10', INTERVAL 1 day) AS days(day)""", NOW, Instant.EPOCH)
                .with("garden.visits", """
                        SELECT * FROM (VALUES
                          ('v1', 'g1', TIMESTAMPTZ '2026-01-02', TIMESTAMPTZ '2026-01-02', true),
                          ('v2', 'g1', TIMESTAMPTZ '2026-01-03', TIMESTAMPTZ '2026-01-03', true),
                          ('v3', 'g2', TIMESTAMPTZ '2026-01-03', TIMESTAMPTZ '2026-01-03', false),
                          ('v4', 'g2', TIMESTAMPTZ '2026-01-08', TIMESTAMPTZ '2026-01-08', false)
                        ) AS v(id, gardener_id, visited_on, ds, sunny)""", NOW, Instant.EPOCH)
                .with("garden.gardeners", """
                        SELECT * FROM (VALUES
                          ('g1', 'Upper', TIMESTAMPTZ '2026-01-02'), ('g1', 'Lower', TIMESTAMPTZ '2026-01-03'),
                          ('g2', 'Upper', TIMESTAMPTZ '2026-01-03'), ('g3', 'Far', TIMESTAMPTZ '2026-01-03')
                        ) AS g(id, village, ds)""", NOW, Instant.EPOCH)
                .with("garden.tools", """
                        SELECT * FROM (VALUES ('t1', 'g1', 'spade'), ('t2', 'g9', 'rake')) AS t(id, gardener_id, kind)""", NOW, Instant.EPOCH);
        return new Router(
                () -> Map.of("garden", catalog),
                List.of(store),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Answer ask(MetricQuery query) {
        return router.answer(query, Shop.ASKER);
    }

    private List<String> rows(MetricQuery query) {
        return ask(query).rows().stream().map(SpinesTest::shown).toList();
    }

    private static String shown(List<?> row) {
        return String.join(
                " ",
                row.stream()
                        .map(value -> value == null ? "-" : value.toString().replaceFirst("T00:00Z$", ""))
                        .toList());
    }

    private static MetricQuery of(String... metrics) {
        return MetricQuery.of("garden", metrics);
    }

    @Test
    void everyMomentOfTheSpineHasARow() {
        assertThat(rows(of("visits_every_day").withGroupBy("metric_time__day")))
                .hasSize(10)
                .startsWith("2026-01-01 0", "2026-01-02 1", "2026-01-03 2")
                .endsWith("2026-01-10 0");
    }

    @Test
    void filtersOnWhatIsShownHoldForAddedRowsAndOthersDoNot() {
        MetricQuery byDay = of("visits_every_day").withGroupBy("metric_time__day");
        assertThat(rows(byDay.withWhere("visit__sunny"))).hasSize(10).contains("2026-01-08 0");
        assertThat(rows(byDay.withWhere("visit__sunny").withGroupBy("metric_time__day", "visit__sunny")))
                .containsExactly("2026-01-02 true 1", "2026-01-03 true 1");
        assertThat(rows(byDay.withWhere("metric_time__day >= '2026-01-09'")))
                .containsExactly("2026-01-09 0", "2026-01-10 0");
    }

    @Test
    void whatAccumulatesGoesOnToTheEndOfTheSpine() {
        assertThat(rows(of("visits_so_far").withGroupBy("metric_time__day")))
                .hasSize(9)
                .startsWith("2026-01-02 1", "2026-01-03 3")
                .endsWith("2026-01-10 4");
    }

    @Test
    void partsOfDatesAreNumbersOfTheTime() {
        Answer byPart = ask(of("visits").withGroupBy("metric_time__extract_day", "metric_time__extract_dow"));
        assertThat(byPart.columns())
                .extracting(AnswerColumn::type)
                .containsExactly(AnswerColumn.Type.LONG, AnswerColumn.Type.LONG, AnswerColumn.Type.LONG);
        assertThat(byPart.rows()).extracting(SpinesTest::shown).containsExactly("2 5 1", "3 6 2", "8 4 1");
        assertThat(rows(of("visits")
                        .withGroupBy("metric_time__extract_year")
                        .withWhere("metric_time__extract_day < 8")))
                .containsExactly("2026 3");
    }

    @Test
    void periodsOfACalendarOfItsOwnComeFromItsSpine() {
        assertThat(rows(of("visits").withGroupBy("metric_time__market_week")))
                .containsExactly("2026-01-01 3", "2026-01-05 1");
        assertThat(rows(of("visits")
                        .withGroupBy("visit__sunny")
                        .withWhere("{{ TimeDimension('metric_time', 'market_week') }} = '2026-01-05'")))
                .containsExactly("false 1");
    }

    @Test
    void anOffsetInPeriodsMovesEachDayToTheSameDayOfTheLaterPeriod() {
        assertThat(rows(of("visits_a_market_week_ago").withGroupBy("metric_time__day")))
                .containsExactly("2026-01-06 1", "2026-01-07 2");
        assertThat(rows(of("visits_a_market_week_ago").withGroupBy("metric_time__market_week")))
                .containsExactly("2026-01-05 3", "2026-01-09 1");
    }

    @Test
    void anOffsetInPeriodsNeedsTimesToBeLaidOut() {
        assertThatThrownBy(() -> ask(of("visits_a_market_week_ago")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(CatalogProblem.UNTOLD_TIME));
    }

    @Test
    void aTimeWithoutGrainHasTheCoarsestDefaultAndSaysSo() {
        Answer answer =
                ask(of("visits", "monthly_visits").withGroupBy("metric_time").withOrderBy("-metric_time"));
        assertThat(answer.columns().getFirst().name()).isEqualTo("metric_time__month");
        assertThat(answer.rows()).extracting(SpinesTest::shown).containsExactly("2026-01-01 4 4");
    }

    @Test
    void aRangeIsWholeBucketsAndTheReceiptSaysSo() {
        Answer answer = ask(of("visits")
                .withGroupBy("metric_time__month")
                .withTimeRange(Instant.parse("2026-01-03T00:00:00Z"), Instant.parse("2026-01-08T00:00:00Z")));
        assertThat(answer.rows()).extracting(SpinesTest::shown).containsExactly("2026-01-01 4");
        assertThat(answer.receipt().notices()).extracting(Notice::kind).contains("whole-buckets");
    }

    @Test
    void tablesInPartitionsAreJoinedWithinAPartition() {
        assertThat(rows(of("visits").withGroupBy("gardener__village"))).containsExactly("Lower 1", "Upper 2", "- 1");
    }

    @Test
    void valuesAloneAreThoseOfAllRowsWhetherTheyFitOrNot() {
        Answer answer = ask(of().withGroupBy("tool__kind", "gardener__village"));
        assertThat(answer.rows())
                .extracting(SpinesTest::shown)
                .containsExactlyInAnyOrder("spade Upper", "spade Lower", "rake -", "- Upper", "- Far");
        assertThat(answer.receipt().spans()).isNotEmpty();
        assertThat(answer.receipt().definitions()).isEmpty();
        assertThat(rows(of().withGroupBy("tool__kind").withWhere("gardener__village = 'Lower'")))
                .containsExactly("spade");
    }

    @Test
    void metricTimeAloneIsTheSpineAndStandsBesideEveryRow() {
        assertThat(rows(of().withGroupBy("metric_time__market_week")))
                .containsExactly("2026-01-01", "2026-01-05", "2026-01-09");
        assertThat(rows(of().withGroupBy("metric_time__day", "tool__kind")
                        .withTimeRange(Instant.parse("2026-01-09T00:00:00Z"), null)))
                .containsExactly("2026-01-09 rake", "2026-01-09 spade", "2026-01-10 rake", "2026-01-10 spade");
    }

    @Test
    void valuesAreGivenAsOftenAsThereAreRows() {
        MetricQuery kinds = of().withGroupBy("visit__sunny").withValues(MetricQuery.Values.EVERY);
        assertThat(rows(kinds)).containsExactly("false", "false", "true", "true");
        assertThat(rows(kinds.withGroupBy("visit__sunny", "metric_time__month")))
                .hasSize(40)
                .containsOnly("false 2026-01-01", "true 2026-01-01");
        assertThat(rows(kinds.withLimit(3))).hasSize(3);
    }

    @Test
    void theLeastAndTheGreatestValueAreOneRow() {
        MetricQuery bounds =
                of().withGroupBy("visit__visited_on__day", "gardener__village").withValues(MetricQuery.Values.MIN_MAX);
        Answer answer = ask(bounds);
        assertThat(answer.columns())
                .extracting(AnswerColumn::name)
                .containsExactly(
                        "visit__visited_on__day__min",
                        "visit__visited_on__day__max",
                        "gardener__village__min",
                        "gardener__village__max");
        assertThat(answer.rows().stream().map(SpinesTest::shown)).containsExactly("2026-01-02 2026-01-08 Far Upper");
    }

    @Test
    void aMetricWithoutTimeIsAskedAsAWholeAndByDimensions() {
        assertThat(rows(of("tools_owned"))).containsExactly("2");
        assertThat(rows(of("tools_owned").withGroupBy("tool__kind"))).containsExactly("rake 1", "spade 1");
        assertThat(rows(of("tools_owned", "visits"))).containsExactly("2 4");
        assertThatThrownBy(() -> ask(of("tools_owned").withGroupBy("metric_time__day")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(CatalogProblem.UNKNOWN_DIMENSION));
        assertThatThrownBy(() -> ask(of("tools_owned").withTimeRange(Instant.parse("2026-01-02T00:00:00Z"), null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RoutingProblem.NO_TIME));
    }

    @Test
    void aSavedQueryIsAskedByNameAndMayBeAddedTo() {
        Answer answer = ask(of().withSavedQuery("sunny_visits"));
        assertThat(answer.rows().stream().map(SpinesTest::shown)).containsExactly("g2 2", "g1 2");
        assertThat(answer.receipt().notices())
                .anySatisfy(notice -> assertThat(notice.text()).contains("sunny_visits"));
        assertThat(rows(of("visits_so_far")
                        .withSavedQuery("sunny_visits")
                        .withWhere("visit__sunny")
                        .withLimit(1)))
                .containsExactly("g1 2 2");
    }

    @Test
    void aSavedQueryHasItsOwnTimeUnlessTheQuestionHas() {
        Answer own = ask(of().withSavedQuery("first_days"));
        assertThat(own.columns().stream().map(AnswerColumn::name).toList())
                .containsExactly("metric_time__day", "gardener", "visits");
        assertThat(own.receipt().notices())
                .anySatisfy(notice -> assertThat(notice.text())
                        .isEqualTo("This was asked as the saved query “The first days” (first_days)."));
        Answer same = ask(of("visits")
                .withGroupBy("metric_time__day", "gardener")
                .withTimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-03T00:00:00Z")));
        assertThat(own.rows()).isNotEmpty().isEqualTo(same.rows());
        Answer longer = ask(of().withSavedQuery("first_days")
                .withTimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-11T00:00:00Z")));
        assertThat(longer.rows().size()).isGreaterThan(own.rows().size());
    }

    @Test
    void whoeverNamesAllGroupsOfASavedQueryHasThemInTheirOwnOrder() {
        Answer answer = ask(of().withSavedQuery("first_days").withGroupBy("gardener", "metric_time__day"));
        assertThat(answer.columns().stream().map(AnswerColumn::name).toList())
                .containsExactly("gardener", "metric_time__day", "visits");
    }

    @Test
    void columnsAreCalledAsTheirAskerSaysAndOrderedByThat() {
        MetricQuery query = of("visits", "tools_owned")
                .withGroupBy("gardener")
                .withAliases(Map.of("gardener", "who", "visits", "times"))
                .withOrderBy("times", "-who");
        Answer answer = ask(query);
        assertThat(answer.columns()).extracting(AnswerColumn::name).containsExactly("who", "times", "tools_owned");
        assertThat(answer.rows().stream().map(SpinesTest::shown)).containsExactly("g2 2 -", "g1 2 1", "g9 - 1");
        assertThat(router.explain(query, Shop.ASKER).columns()).isEqualTo(answer.columns());
        assertThat(ask(of("visits")
                                .withGroupBy("metric_time", "visit__sunny")
                                .withAliases(Map.of("visit__sunny", "fair")))
                        .columns())
                .extracting(AnswerColumn::name)
                .containsExactly("metric_time__day", "fair", "visits");
        assertThat(ask(of().withGroupBy("gardener__village")
                                .withAliases(Map.of("gardener__village", "place"))
                                .withValues(MetricQuery.Values.MIN_MAX))
                        .columns())
                .extracting(AnswerColumn::name)
                .containsExactly("place__min", "place__max");
    }

    @Test
    void anAliasIsOfSomethingThatIsAskedAndOfNothingElse() {
        for (Map<String, String> wrong :
                List.of(Map.of("visits", "gardener"), Map.of("tools_owned", "tools"), Map.of("visits", "1st"))) {
            assertThatThrownBy(() -> ask(of("visits").withGroupBy("gardener").withAliases(wrong)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(RoutingProblem.BAD_ALIAS));
        }
    }

    @Test
    void aSavedQueryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ask(of().withSavedQuery("suny_visits")))
                .isInstanceOfSatisfying(ProblemException.class, unknown -> {
                    assertThat(unknown.problem()).isEqualTo(CatalogProblem.UNKNOWN_SAVED_QUERY);
                    assertThat(unknown.remedy()).contains("sunny_visits");
                });
    }

    @Test
    void onlyQuestionsWithoutMetricsAskForValues() {
        for (MetricQuery wrong : List.of(
                of("visits").withValues(MetricQuery.Values.EVERY),
                of().withGroupBy("visit__sunny")
                        .withValues(MetricQuery.Values.MIN_MAX)
                        .withLimit(1))) {
            assertThatThrownBy(() -> ask(wrong))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isEqualTo(RoutingProblem.VALUES_WITH_METRICS));
        }
    }

    @Test
    void valuesThatNoModelLeadsToTogetherAreRefused() {
        assertThatThrownBy(() -> ask(of().withGroupBy("tool__kind", "visit__sunny")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(RoutingProblem.NO_METRIC_ASKED);
                    assertThat(refused.detail()).contains("tool__kind, visit__sunny");
                });
    }

    @Test
    void explainSaysWhatWouldBeReadForValues() {
        Explanation explanation = router.explain(of().withGroupBy("metric_time__day", "tool__kind"), Shop.ASKER);
        assertThat(explanation.columns())
                .extracting(AnswerColumn::name)
                .containsExactly("metric_time__day", "tool__kind");
        assertThat(explanation.spans()).extracting(Span::table).contains("garden.tools", "garden.days");
    }

    @Test
    void theSpineThatWasReadStandsInTheReceipt() {
        Answer answer = ask(of("visits_every_day").withGroupBy("metric_time__day"));
        assertThat(answer.receipt().spans()).extracting(Span::table).contains("garden.visits", "garden.days");
    }
}
