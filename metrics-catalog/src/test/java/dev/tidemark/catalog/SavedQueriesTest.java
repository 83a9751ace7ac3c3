package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedQueriesTest {

    private static final String METRICS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: minute}}
                  - {name: country, type: categorical}
                measures:
                  - {name: order_amount, agg: sum, expr: amount}
            metrics:
              - {name: revenue, type: simple, type_params: {measure: order_amount}}
            """;

    private static final String BEST = """
            saved_queries:
              - name: best_countries
                label: Best countries
                description: Where most is sold.
                query_params:
                  metrics: [revenue]
                  group_by: ["TimeDimension('metric_time', 'week')", "Dimension('order__country')"]
                  where: ["{{ Dimension('order__country') }} <> 'order__country'"]
                  order_by: [-revenue]
                  limit: 5
                config: {meta: {tidemark: {time_range: last_30_days, compare: previous_period}}}
            """;

    @Test
    void aSavedQueryIsReadWithItsTimeAndWhatItIsComparedWith() {
        SavedQuery query = catalog(BEST).savedQuery("best_countries");

        assertThat(query.label()).isEqualTo("Best countries");
        assertThat(query.groupBy()).containsExactly("metric_time__week", "order__country");
        assertThat(query.timeRange()).contains(TimeRange.Preset.LAST_30_DAYS);
        assertThat(query.compare()).contains("previous_period");
        assertThat(query.hasOwnFile()).isTrue();
        assertThat(Filter.parse(query.where().getFirst()).plain()).isEqualTo("order__country <> 'order__country'");
    }

    @Test
    void withoutALabelItIsCalledByItsName() {
        assertThat(catalog(BEST.replace("    label: Best countries\n", ""))
                        .savedQueries()
                        .getFirst()
                        .label())
                .isEqualTo("best_countries");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        SavedQuery query = new SavedQuery(
                "odd_one",
                "It's \"odd\": #1",
                "Two\nlines – and {{ braces }}",
                List.of("revenue"),
                List.of("metric_time__day", "order__country"),
                List.of("order__country <> 'it''s order__country'", "NOT order__country = 'X: y'"),
                List.of("-revenue", "order__country"),
                Optional.of(12),
                TimeRange.parse("2026-11-01..2026-11-24"),
                Optional.of("7 days"),
                new Place("metrics/saved_queries/odd_one.yaml", 2));

        SavedQuery read = catalog(query.text()).savedQuery("odd_one");

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("where", "place")
                .isEqualTo(query);
        assertThat(read.where()).allMatch(text -> text.contains("{{ Dimension('order__country') }}"));
        assertThat(read.where().stream().map(text -> Filter.parse(text).plain()).toList())
                .isEqualTo(query.where());
        assertThat(read.text()).isEqualTo(query.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            metrics: [revenue]        | metrics: [revenu]         | asks for the metric revenu, which does not exist. Did you mean revenue? Write that instead, or remove
            'order__country') }}      | 'order__county') }}       | names order__county, by which revenue cannot be grouped or filtered. Did you mean order__country?
            [-revenue]                | [-orders]                 | is sorted by orders, which its answer does not have
            limit: 5                  | limit: 0                  | has the limit 0. Write a whole number from 1.
            last_30_days              | last_31_days              | “last_31_days” is no time range. Did you mean last_30_days
            previous_period           | some_time                 | “some_time” is no comparison. Write previous_period
            """)
    void whatIsNotThereIsNamedWithARemedy(String right, String wrong, String sentence) {
        assertThat(faults(BEST.replace(right, wrong))).anyMatch(fault -> fault.contains(sentence));
    }

    @Test
    void nothingElseStandsBelowTheirFolder() {
        assertThat(faults(BEST + METRICS.substring(METRICS.indexOf("metrics:")).replace("revenue", "sales")))
                .containsExactly(
                        "metrics/saved_queries/best_countries.yaml:12 “metrics” cannot stand here: files below metrics/saved_queries/ "
                                + "hold saved_queries alone. Move it to another file below metrics/.");
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThat(faults(BEST + BEST.substring(BEST.indexOf("  - name"))))
                .anyMatch(fault -> fault.contains("There are two saved queries best_countries."));
    }

    private static List<String> faults(String text) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> catalog(text));
        return refused.faults().stream()
                .map((Fault fault) -> fault.pointer() + " " + fault.detail())
                .toList();
    }

    private static MetricCatalog catalog(String text) {
        String name = text.contains("odd_one") ? "odd_one" : "best_countries";
        return MetricCatalog.of(
                "shop", "c1", Map.of("metrics/orders.yaml", METRICS, "metrics/saved_queries/" + name + ".yaml", text));
    }
}
