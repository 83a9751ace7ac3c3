package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricChange.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricChangeTest {

    private static final String BEFORE = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: minute}}
                  - {name: country, type: categorical}
                measures:
                  - {name: amount, agg: sum, expr: amount}
                  - {name: orders, agg: count, expr: event_id}
                config:
                  meta:
                    tidemark:
                      bindings:
                        - {id: w, store: warehouse, table: model.fact_orders, time_column: ordered_at}
            metrics:
              - name: revenue
                description: What orders cost.
                type: simple
                type_params: {measure: amount}
                filter: "{{ Dimension('order__country') }} <> 'XX'"
                config: {meta: {tidemark: {owner: growth, unit: GBP, version: 1.2.0}}}
              - name: orders
                type: simple
                type_params: {measure: orders}
              - name: average_order_value
                type: ratio
                type_params: {numerator: revenue, denominator: orders}
            """;

    private static MetricCatalog catalog(String text) {
        return MetricCatalog.of("shop", "c0ffee", Map.of("metrics/orders.yaml", text));
    }

    private static List<MetricChange> changes(String from, String to) {
        assertThat(BEFORE).contains(from);
        return MetricChange.between(catalog(BEFORE), catalog(BEFORE.replace(from, to)));
    }

    @Test
    void theSameTextIsNoChange() {
        assertThat(MetricChange.between(catalog(BEFORE), catalog(BEFORE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What orders cost.                | Their cost.                       | WORDING         | description",
                "unit: GBP                        | unit: EUR                         | CHANGES_NUMBERS | counted in EUR instead of GBP",
                "<> 'XX'                          | <> 'YY'                           | CHANGES_NUMBERS | defined differently",
                "unit: GBP                        | 'unit: GBP, time_zone: Asia/Tokyo'| CHANGES_NUMBERS | days of Asia/Tokyo",
                "agg: sum, expr: amount           | 'agg: sum, expr: amount * 2'      | CHANGES_NUMBERS | builds on what is defined differently",
            })
    void theKindIsThatOfItsHeaviestDifference(String from, String to, Kind kind, String words) {
        MetricChange revenue = changes(from, to).stream()
                .filter(change -> change.name().value().equals("revenue"))
                .findFirst()
                .orElseThrow();
        assertThat(revenue.kind()).isEqualTo(kind);
        assertThat(revenue.owner()).contains("growth");
        assertThat(revenue.differences().getFirst()).contains(words);
    }

    @Test
    void aMetricChangesWithThoseItBuildsOn() {
        assertThat(changes("<> 'XX'", "<> 'YY'"))
                .extracting(change -> change.name() + " " + change.kind())
                .containsExactly("average_order_value CHANGES_NUMBERS", "revenue CHANGES_NUMBERS");
    }

    @Test
    void aDimensionThatGoesBreaksQuestionsAndOneThatComesDoesNot() {
        String dimension = "      - {name: country, type: categorical}\n";
        String without = BEFORE.replace(dimension, "").replaceAll("(?m)^ *filter: .*\n", "");
        String unfiltered = BEFORE.replaceAll("(?m)^ *filter: .*\n", "");
        assertThat(without).hasSizeLessThan(unfiltered.length());
        assertThat(MetricChange.between(catalog(unfiltered), catalog(without)))
                .hasSize(3)
                .allSatisfy(change -> {
                    assertThat(change.kind()).isEqualTo(Kind.BREAKING);
                    assertThat(change.differences()).containsExactly("can no longer be grouped by order__country");
                });
        assertThat(MetricChange.between(catalog(without), catalog(unfiltered)))
                .hasSize(3)
                .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Kind.ADDITIVE));
    }

    @Test
    void aMetricThatGoesIsBreakingAndOneThatComesIsAdditive() {
        MetricCatalog nothing = catalog("metrics: []\n");
        assertThat(MetricChange.between(catalog(BEFORE), nothing))
                .hasSize(3)
                .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Kind.BREAKING));
        assertThat(MetricChange.between(nothing, catalog(BEFORE)))
                .hasSize(3)
                .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Kind.ADDITIVE));
    }

    @ParameterizedTest
    @CsvSource({"1.2.0, 2.0.0", "1.3.0, 2.0.0", "2.0.0, ", "2.1.0, ", "next, 2.0.0"})
    void anotherNumberCallsForAnotherMajorVersion(String version, String calledFor) {
        MetricCatalog after =
                catalog(BEFORE.replace("<> 'XX'", "<> 'YY'").replace("version: 1.2.0", "version: " + version));
        MetricChange revenue = MetricChange.between(catalog(BEFORE), after).getLast();
        assertThat(revenue.name().value()).isEqualTo("revenue");
        assertThat(revenue.versionCalledFor().orElse(null)).isEqualTo(calledFor);
    }
}
