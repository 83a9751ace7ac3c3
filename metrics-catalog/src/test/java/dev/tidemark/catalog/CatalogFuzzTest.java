package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.ossie.Ossie;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.testbed.Mutation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is proposed or imported as metrics is a catalog or has faults. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CatalogFuzzTest {

    private static final int ROUNDS = 1_000;

    /** What the demo's files do not use. */
    private static final String MORE = """
            semantic_models:
              - name: sales
                node_relation: {schema_name: shop, alias: sales}
                defaults: {agg_time_dimension: sold_at}
                entities: [{name: sale, type: primary, expr: id}, {name: product, type: foreign, expr: product_id}]
                dimensions:
                  - {name: sold_at, type: time, expr: "cast(sold as timestamp)", type_params: {time_granularity: second}}
                  - {name: large, type: categorical, expr: "case when amount > 50 then 'large' else 'small' end"}
                measures:
                  - {name: amount, agg: sum, create_metric: true}
                  - {name: p90, agg: percentile, expr: amount, agg_params: {percentile: 0.9, use_discrete_percentile: true}}
                  - {name: stock, agg: sum, expr: stock, non_additive_dimension: {name: sold_at, window_choice: max, window_groupings: [product]}}
            metrics:
              - {name: high, type: simple, label: High, type_params: {measure: {name: p90, filter: "{{ Dimension('sale__large') }} = 'large'", fill_nulls_with: 0, join_to_timespine: true}}}
              - {name: mtd, type: cumulative, type_params: {measure: amount, cumulative_type_params: {grain_to_date: month, period_agg: last}}}
              - {name: growth, type: derived, type_params: {expr: "(now - ago) / nullif(ago, 0)", metrics: [{name: amount, alias: now}, {name: amount, alias: ago, offset_window: 1 month}]}}
              - {name: kept, type: conversion, type_params: {conversion_type_params: {base_measure: amount, conversion_measure: stock, entity: product, window: 7 days,
                  constant_properties: [{base_property: large, conversion_property: large}]}}}
            saved_queries:
              - {name: big, query_params: {metrics: [amount], group_by: ["TimeDimension('metric_time', 'day')"], where: ["{{ Entity('product') }} = 'p'"], limit: 3}}
            """;

    private static List<String> seeds() throws IOException {
        return List.of(
                MORE,
                demo("storefront/metrics/orders.yaml"),
                demo("storefront/metrics/customers.yaml"),
                demo("retail/metrics/retail.yaml"));
    }

    private static String demo(String path) throws IOException {
        String resource = "workspaces/" + path;
        try (InputStream in = CatalogFuzzTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isRead(String text, Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (ProblemException refused) {
            if (refused.problem() != CatalogProblem.INVALID_DEFINITIONS
                    || refused.faults().isEmpty()) {
                throw new AssertionError("It is refused without a place: " + text, refused);
            }
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("It is neither read nor found fault with: " + text, e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void metricsAreReadOrHaveFaults(long seed) throws IOException {
        Mutation mutation = new Mutation(seeds(), new Random(seed));
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutation.next();
            read += isRead(text, () -> MetricCatalog.of("shop", "c", Map.of("metrics/a.yaml", text))) ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 4);
    }

    @Test
    void documentsOfOssieAreReadOrHaveFaults() throws IOException {
        List<String> documents = seeds().stream()
                .map(text -> Ossie.write(MetricCatalog.of("shop", "c", Map.of("metrics/a.yaml", text)))
                        .document())
                .toList();
        Mutation mutation = new Mutation(documents, new Random(3));
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutation.next();
            boolean whole = isRead(
                    text,
                    () -> MetricCatalog.of(
                            "shop", "c", Ossie.read("a.yaml", text).files()));
            read += whole ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 4);
    }
}
