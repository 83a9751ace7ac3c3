package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small tables whose every answer can be worked out by hand. */
final class Ledger {

    static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

    static final String DEFINITIONS = """
            semantic_models:
              - name: accounts
                defaults: {agg_time_dimension: day}
                primary_entity: account_day
                entities:
                  - {name: account, type: foreign, expr: account_id}
                dimensions:
                  - {name: day, type: time, type_params: {time_granularity: day}}
                measures:
                  - {name: balance_at_end, agg: sum, expr: balance, create_metric: true, non_additive_dimension: {name: day, window_choice: max}}
                  - {name: balance_at_start, agg: sum, expr: balance, create_metric: true, non_additive_dimension: {name: day, window_choice: min}}
                  - {name: each_last_balance, agg: sum, expr: balance, create_metric: true, non_additive_dimension: {name: day, window_choice: max, window_groupings: [account]}}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.balances, time_column: day}]}}}
              - name: sales
                defaults: {agg_time_dimension: sold_at}
                entities:
                  - {name: sale, type: primary, expr: sale_id}
                  - {name: product, type: foreign, expr: product_id}
                  - {name: person, type: foreign, expr: person_id}
                dimensions:
                  - {name: sold_at, type: time, type_params: {time_granularity: second}}
                  - {name: campaign, type: categorical}
                measures:
                  - {name: sales, agg: count, expr: sale_id, create_metric: true}
                  - {name: turnover, agg: sum, expr: amount, create_metric: true}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.sales, time_column: sold_at}]}}}
              - name: visits
                defaults: {agg_time_dimension: seen_at}
                entities:
                  - {name: visit, type: primary, expr: visit_id}
                  - {name: person, type: foreign, expr: person_id}
                dimensions:
                  - {name: seen_at, type: time, type_params: {time_granularity: second}}
                  - {name: campaign, type: categorical}
                  - {name: page, type: categorical}
                measures:
                  - {name: visits, agg: count, expr: visit_id, create_metric: true}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.visits, time_column: seen_at}]}}}
              - name: products
                entities:
                  - {name: product, type: natural, expr: product_id}
                  - {name: maker, type: foreign, expr: maker_id}
                primary_entity: product
                dimensions:
                  - {name: shelf, type: categorical}
                  - {name: valid_from, type: time, type_params: {time_granularity: second, validity_params: {is_start: true}}}
                  - {name: valid_to, type: time, type_params: {time_granularity: second, validity_params: {is_end: true}}}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.products}]}}}
              - name: makers
                entities:
                  - {name: maker, type: primary, expr: maker_id}
                dimensions:
                  - {name: country, type: categorical}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.makers}]}}}
              - name: maker_awards
                entities:
                  - {name: maker, type: unique, expr: maker_id}
                  - {name: award, type: primary, expr: award_id}
                dimensions:
                  - {name: country, type: categorical}
                  - {name: prize, type: categorical}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.makers}]}}}
            metrics:
              - name: bought_after_visit
                type: conversion
                type_params: {conversion_type_params: {base_measure: visits, conversion_measure: sales, entity: person, window: 2 days}}
              - name: buyers_of_campaign
                type: conversion
                type_params: {conversion_type_params: {base_measure: visits, conversion_measure: sales, entity: person, calculation: conversions,
                  constant_properties: [{base_property: campaign, conversion_property: campaign}]}}
              - {name: last_month, type: derived, type_params: {expr: before, metrics: [{name: turnover, alias: before, offset_window: 1 month}]}}
              - {name: month_start, type: derived, type_params: {expr: opening, metrics: [{name: turnover, alias: opening, offset_to_grain: month}]}}
              - {name: share, type: derived, type_params: {expr: "case when now > 10 then round(now / 3, 2) else 0 end", metrics: [{name: turnover, alias: now}]}}
            """;

    private Ledger() {}

    static MemoryStore store() {
        Instant fresh = NOW.minusSeconds(1);
        return new MemoryStore(StoreName.WAREHOUSE)
                .with("model.balances", """
                        SELECT * FROM (VALUES ('a', DATE '2026-01-05', 10.00::DECIMAL(12, 2)), ('b', DATE '2026-01-05', 5.00),
                          ('a', DATE '2026-01-20', 12.00), ('a', DATE '2026-02-03', 20.00), ('b', DATE '2026-02-03', 7.00),
                          ('b', DATE '2026-02-10', 8.00)) t(account_id, day, balance)""", fresh, Instant.EPOCH)
                .with("model.sales", """
                        SELECT * FROM (VALUES
                          ('s1', 'p1', 'ann', TIMESTAMPTZ '2026-01-01 10:00:00Z', 'spring', 10.10::DECIMAL(12, 2)),
                          ('s2', 'p1', 'bob', TIMESTAMPTZ '2026-01-31 10:00:00Z', 'spring', 20.20),
                          ('s3', 'p2', 'ann', TIMESTAMPTZ '2026-02-01 10:00:00Z', 'sale', 30.30),
                          ('s4', 'p1', 'ann', TIMESTAMPTZ '2026-02-15 10:00:00Z', 'sale', 40.40),
                          ('s5', 'p9', 'cat', TIMESTAMPTZ '2026-02-15 11:00:00Z', 'sale', 1.00))
                          t(sale_id, product_id, person_id, sold_at, campaign, amount)""", fresh, Instant.EPOCH)
                .with("model.visits", """
                        SELECT * FROM (VALUES
                          ('v1', 'ann', TIMESTAMPTZ '2026-01-31 09:00:00Z', 'sale', 'home'), ('v2', 'ann', TIMESTAMPTZ '2026-02-01 09:00:00Z', 'sale', 'shoes'),
                          ('v3', 'ann', TIMESTAMPTZ '2026-02-10 09:00:00Z', 'spring', 'home'), ('v4', 'bob', TIMESTAMPTZ '2026-01-31 11:00:00Z', 'spring', 'home'))
                          t(visit_id, person_id, seen_at, campaign, page)""", fresh, Instant.EPOCH)
                .with("model.products", """
                        SELECT * FROM (VALUES
                          ('p1', 'm1', 'top', TIMESTAMPTZ '1970-01-01 00:00:00Z', TIMESTAMPTZ '2026-02-01 00:00:00Z'), ('p1', 'm1', 'cellar', TIMESTAMPTZ '2026-02-01 00:00:00Z', NULL),
                          ('p2', 'm2', 'top', TIMESTAMPTZ '1970-01-01 00:00:00Z', NULL)) t(product_id, maker_id, shelf, valid_from, valid_to)""", fresh, Instant.EPOCH)
                .with("model.makers", """
                        SELECT * FROM (VALUES ('m1', 'w1', 'France', 'gold'), ('m2', 'w2', 'Spain', 'tin')) t(maker_id, award_id, country, prize)""", fresh, Instant.EPOCH);
    }

    static Router router(Store store) {
        MetricCatalog catalog = MetricCatalog.of("ledger", "abc123", Map.of("ledger.yaml", DEFINITIONS));
        return new Router(
                () -> Map.of("ledger", catalog),
                List.of(store),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Each row as text, values between bars. */
    static List<String> rows(Router router, MetricQuery query) {
        return router.answer(query, Shop.ASKER).rows().stream()
                .map(row -> String.join("|", row.stream().map(Ledger::text).toList()))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).replace("T00:00Z", "");
    }
}
