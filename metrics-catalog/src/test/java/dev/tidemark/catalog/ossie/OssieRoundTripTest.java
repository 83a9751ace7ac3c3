package dev.tidemark.catalog.ossie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.Place;
import dev.tidemark.sql.SqlExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OssieRoundTripTest {

    /** One of everything that definitions can say. */
    private static final String EVERYTHING = """
            semantic_models:
              - name: orders
                description: Placed orders, "as they are".
                node_relation: {schema_name: shop, alias: orders}
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: order_id}
                  - {name: customer, type: foreign, expr: customer_id}
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: minute}}
                  - {name: order, type: categorical, expr: channel}
                  - {name: day_part, type: categorical, expr: "CASE WHEN hour_of_day < 12 THEN 'early' ELSE 'late' END", is_partition: true}
                measures:
                  - {name: amount, agg: sum, expr: amount * rate}
                  - {name: orders_placed, agg: count, expr: "*"}
                  - {name: amount_p90, agg: percentile, expr: amount, agg_params: {percentile: 0.9, use_discrete_percentile: true}}
                  - {name: amount_median, agg: median, expr: amount}
                  - {name: with_coupon, agg: sum_boolean, expr: coupon > 0}
                  - name: stock
                    agg: sum
                    non_additive_dimension: {name: ordered_at, window_choice: max, window_groupings: [customer]}
                config:
                  meta:
                    tidemark:
                      bindings:
                        - {store: realtime, table: orders, time_column: at, where: "kind = 'order'", columns: {amount: a}, keeps: P10D}
                        - {id: orders_days, store: warehouse, table: agg.orders, role: rollup, grain: day, time_column: day, time_zone: Europe/London,
                           dimensions: [order], sums: [{measure: amount, where: "order__order = 'web'", column: web, rows: n}]}
              - name: customers
                node_relation: {schema_name: shop, alias: customer_versions}
                defaults: {agg_time_dimension: valid_from}
                primary_entity: customer_version
                entities: [{name: customer, type: natural, expr: customer_id}]
                dimensions:
                  - {name: valid_from, type: time, type_params: {time_granularity: day, validity_params: {is_start: true}}}
                  - {name: valid_to, type: time, type_params: {time_granularity: day, validity_params: {is_end: true}}}
                  - {name: country, type: categorical}
              - name: circles
                node_relation: {schema_name: shop, alias: circles}
                primary_entity: membership
                entities: [{name: customer, type: foreign, expr: customer_id}, {name: circle, type: foreign, expr: circle_id}]
                dimensions: [{name: role, type: categorical}]
                config: {meta: {tidemark: {bridge: [{from: customer, weight: share / 100}, {from: circle, rule: impact}]}}}
            metrics:
              - name: revenue
                label: Revenue
                description: What orders cost.
                type: simple
                type_params: {measure: {name: amount, filter: "order__order <> 'test'", fill_nulls_with: 0, join_to_timespine: true}}
                filter: ["order__order = 'web'"]
                time_granularity: month
                config: {meta: {tidemark: {owner: finance, status: certified, unit: GBP, direction: up, synonyms: [turnover], time_zone: Europe/London, week_start: sunday, version: 2.1.0}}}
              - {name: placed, type: simple, type_params: {measure: orders_placed}}
              - {name: basket, type: ratio, type_params: {numerator: revenue, denominator: {name: placed, filter: "order__order = 'web'"}}}
              - name: growth
                type: derived
                type_params:
                  expr: (now - before) / before
                  metrics: [{name: revenue, alias: now}, {name: revenue, alias: before, offset_window: 1 month}]
              - name: since_start
                type: derived
                type_params: {expr: now - start, metrics: [{name: revenue, alias: now}, {name: revenue, alias: start, offset_to_grain: month}, {name: placed, offset_window: 1 fiscal}]}
              - {name: last_week, type: cumulative, type_params: {measure: amount, cumulative_type_params: {window: 7 days, period_agg: last}}}
              - {name: month_to_date, type: cumulative, type_params: {measure: amount, cumulative_type_params: {grain_to_date: month}}}
              - name: again
                type: conversion
                type_params:
                  conversion_type_params:
                    {base_measure: orders_placed, conversion_measure: with_coupon, entity: customer, window: 7 days, calculation: conversions,
                     constant_properties: [{base_property: order, conversion_property: order}]}
            saved_queries:
              - {name: weekly, label: Weekly, description: Each week., config: {meta: {tidemark: {time_range: last_90_days, compare: 7 days}}}, query_params: {metrics: [revenue], group_by: ["TimeDimension('metric_time', 'week')"], where: ["order__order = 'web'"], order_by: [revenue], limit: 5}}
            project_configuration:
              time_spines:
                - {node_relation: {schema_name: shop, alias: days}, primary_column: {name: day, time_granularity: day}, custom_granularities: [{name: fiscal, column_name: fiscal_month}]}
            tidemark: {store: warehouse}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/workspaces/storefront/metrics",
                "src/main/resources/workspaces/retail/metrics",
                "../backend/router/src/test/resources/tpcds"
            })
    void aWorkspaceComesBackAsItWas(String folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(Path.of(folder))) {
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                files.put(Path.of(folder).relativize(path).toString(), Files.readString(path));
            }
        }
        assertComesBack(MetricCatalog.of("shop", "c0ffee", files));
    }

    @Test
    void everythingThatDefinitionsCanSayComesBack() {
        MetricCatalog catalog = catalog(Map.of("all.yaml", EVERYTHING));
        assertThat(catalog.savedQueries()).isNotEmpty();
        assertComesBack(catalog);
    }

    @Test
    void aDocumentThatWasChangedIsReadWithoutWhatItCarries() {
        String document = Ossie.write(catalog(Map.of("all.yaml", EVERYTHING)))
                .document()
                .replace("What orders cost.", "What orders earn.");
        Ossie.Imported read = Ossie.read("shop.yaml", document);
        assertThat(read.losses())
                .anySatisfy(loss -> assertThat(loss.consequence()).contains("The document was changed since"));
        assertThat(catalog(read.files()).metrics())
                .extracting(metric -> metric.name().value())
                .contains("revenue", "basket")
                .doesNotContain("again", "growth");
    }

    @Test
    void whatOtherReadersDoNotLearnIsListed() {
        Ossie.Exported written = Ossie.write(catalog(Map.of("all.yaml", EVERYTHING)));
        assertThat(written.losses())
                .extracting(Loss::where)
                .contains(
                        "metrics/growth",
                        "metrics/since_start",
                        "metrics/last_week",
                        "metrics/month_to_date",
                        "metrics/again",
                        "saved_queries/weekly",
                        "time_spines/shop.days",
                        "datasets/customers",
                        "datasets/circles",
                        "datasets/orders/fields/ordered_at");
        assertThat(written.losses())
                .extracting(Loss::what)
                .contains(
                        "That measures pass from customer to circle by allocation by share / 100",
                        "That measures pass from circle to customer by impact");
        assertThat(written.document())
                .contains("CASE WHEN")
                .contains("version: 0.2.0.dev0")
                .contains("vendor_name: TIDEMARK");
    }

    private static void assertComesBack(MetricCatalog catalog) {
        Ossie.Exported written = Ossie.write(catalog);
        assertThat(Ossie.isDocument(written.document())).isTrue();
        Ossie.Imported read = Ossie.read("shop.yaml", written.document());
        assertThat(read.losses()).isEmpty();
        MetricCatalog back = catalog(read.files());
        assertSame(back.models(), catalog.models());
        assertSame(back.metrics(), catalog.metrics());
        assertSame(back.timeSpines(), catalog.timeSpines());
        assertSame(back.savedQueries(), catalog.savedQueries());
        assertThat(back.store()).isEqualTo(catalog.store());
        assertThat(back.metrics())
                .extracting(Metric::version)
                .isEqualTo(catalog.metrics().stream().map(Metric::version).toList());
        assertThat(Ossie.write(back)).isEqualTo(written);
    }

    /** The same but for the place and the wording in the file. */
    private static void assertSame(Object actual, Object expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Place.class)
                .ignoringFieldsMatchingRegexes("(.*\\.)?text")
                .withEqualsForType((a, b) -> a.text().equals(b.text()), Filter.class)
                .withEqualsForType(
                        (a, b) -> a.withConstants(Map.of()).equals(b.withConstants(Map.of())), SqlExpression.class)
                .isEqualTo(expected);
    }

    private static MetricCatalog catalog(Map<String, String> files) {
        return MetricCatalog.of("shop", "c0ffee", files);
    }
}
