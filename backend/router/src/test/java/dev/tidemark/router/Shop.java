package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A small shop: its definitions and random orders. */
final class Shop {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final Asker ASKER = new Asker("ada", Set.of("analyst"), "growth");

    static final String DEFINITIONS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                  - {name: customer, type: foreign, expr: customer_key}
                  - {name: buyer, type: foreign, expr: customer_id}
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: minute}}
                  - {name: country, type: categorical}
                  - {name: event_type, type: categorical}
                measures:
                  - {name: amount_sum, agg: sum, expr: amount}
                  - {name: items_sum, agg: sum, expr: items}
                  - {name: events, agg: count, expr: event_id}
                  - {name: with_customer, agg: count, expr: customer_id}
                  - {name: amount_min, agg: min, expr: amount}
                  - {name: amount_max, agg: max, expr: amount}
                  - {name: amount_avg, agg: average, expr: amount}
                  - {name: buyers, agg: count_distinct, expr: customer_id}
                  - {name: amount_median, agg: median, expr: amount}
                  - {name: amount_p90, agg: percentile, expr: amount, agg_params: {percentile: 0.9, use_discrete_percentile: true}}
                  - {name: large, agg: sum_boolean, expr: amount > 50}
                  - {name: last_items, agg: sum, expr: items, non_additive_dimension: {name: ordered_at, window_choice: max}}
                  - {name: first_items, agg: sum, expr: items, non_additive_dimension: {name: ordered_at, window_choice: min, window_groupings: [buyer]}}
                config:
                  meta:
                    tidemark:
                      bindings:
                        - {id: rt, store: realtime, table: orders_rt, time_column: event_time, where: "event_type <> 'heartbeat'",
                           columns: {customer_id: user_id}}
                        - {id: wh, store: warehouse, table: model.fact_orders, time_column: ordered_at}
              - name: customers
                entities:
                  - {name: customer, type: primary, expr: customer_key}
                dimensions:
                  - {name: segment, type: categorical}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.dim_customers}]}}}
            metrics:
              - {name: revenue, type: simple, type_params: {measure: amount_sum}, filter: "{{ Dimension('order__event_type') }} = 'order_placed'",
                 config: {meta: {tidemark: {unit: GBP}}}}
              - {name: cancelled, type: simple, type_params: {measure: amount_sum}, filter: "order__event_type = 'order_cancelled'"}
              - {name: items, type: simple, type_params: {measure: items_sum}}
              - {name: orders, type: simple, type_params: {measure: events}, filter: "order__event_type = 'order_placed'"}
              - {name: known_orders, type: simple, type_params: {measure: with_customer}}
              - {name: smallest, type: simple, type_params: {measure: amount_min}}
              - {name: largest, type: simple, type_params: {measure: amount_max}}
              - {name: mean_amount, type: simple, type_params: {measure: amount_avg}}
              - {name: customers, type: simple, type_params: {measure: buyers}}
              - {name: order_value, type: ratio, type_params: {numerator: revenue, denominator: orders}}
              - {name: median_amount, type: simple, type_params: {measure: amount_median}}
              - {name: high_amount, type: simple, type_params: {measure: amount_p90}}
              - {name: large_orders, type: simple, type_params: {measure: large}}
              - {name: items_at_end, type: simple, type_params: {measure: last_items}}
              - {name: items_at_start, type: simple, type_params: {measure: first_items}}
              - {name: revenue_ever, type: cumulative, type_params: {measure: amount_sum}}
              - {name: revenue_3_days, type: cumulative, type_params: {measure: amount_sum, window: 3 days}}
              - {name: buyers_2_days, type: cumulative, type_params: {measure: buyers, cumulative_type_params: {window: 2 days, period_agg: last}}}
              - {name: median_2_days, type: cumulative, type_params: {measure: amount_median, window: 2 days}}
              - {name: revenue_mtd, type: cumulative, type_params: {measure: amount_sum, grain_to_date: month, cumulative_type_params: {period_agg: average}}}
              - {name: growth, type: derived, type_params: {expr: "(now - before) / nullif(before, 0)", metrics: [{name: revenue, alias: now}, {name: revenue, alias: before, offset_window: 1 day}]}}
              - {name: since_month_start, type: derived, type_params: {expr: "now - coalesce(opening, 0)", metrics: [{name: revenue_ever, alias: now}, {name: revenue_ever, alias: opening, offset_to_grain: month}]}}
              - {name: value_change, type: derived, type_params: {expr: "now - before", metrics: [{name: order_value, alias: now}, {name: order_value, alias: before, offset_window: 1 week}]}}
              - {name: regulars, type: simple, type_params: {measure: amount_sum}, filter: "{{ Metric('items', group_by=['buyer']) }} > 20"}
              - {name: every_day, type: simple, type_params: {measure: {name: events, fill_nulls_with: 0, join_to_timespine: true}}}
              - name: cancelled_after
                type: conversion
                type_params: {conversion_type_params: {base_measure: {name: events, filter: "order__event_type = 'order_placed'"},
                  conversion_measure: {name: events, filter: "order__event_type = 'order_cancelled'"}, entity: buyer, window: 2 days}}
              - {name: net, type: derived, type_params: {expr: "gross - coalesce(lost, 0)", metrics: [{name: revenue, alias: gross}, {name: cancelled, alias: lost}]}}
            """;

    static final String[] METRICS = {
        "revenue",
        "cancelled",
        "items",
        "orders",
        "known_orders",
        "smallest",
        "largest",
        "mean_amount",
        "customers",
        "order_value",
        "net",
        "median_amount",
        "high_amount",
        "large_orders",
        "items_at_end",
        "items_at_start",
        "revenue_ever",
        "revenue_3_days",
        "buyers_2_days",
        "median_2_days",
        "revenue_mtd",
        "growth",
        "since_month_start",
        "value_change",
        "regulars",
        "every_day"
    };

    private Shop() {}

    record Order(
            String id,
            String type,
            Instant at,
            Instant appended,
            String country,
            String amount,
            int items,
            String customer) {}

    static List<Order> orders(Random random, int count) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = NOW.minusSeconds(random.nextInt(9 * 86_400)).plusSeconds(random.nextInt(3_600) - 1_800L);
            boolean late = random.nextInt(10) == 0;
            Instant appended = at.plusSeconds(late ? random.nextInt(3 * 86_400) : random.nextInt(3));
            orders.add(new Order(
                    "e" + i,
                    random.nextInt(5) == 0 ? "order_cancelled" : "order_placed",
                    at,
                    appended.isAfter(NOW.minusSeconds(1)) ? NOW.minusSeconds(1) : appended,
                    random.nextInt(9) == 0
                            ? ""
                            : List.of("France", "Spain", "Côte d'Ivoire").get(random.nextInt(3)),
                    random.nextInt(100) + "." + (10 + random.nextInt(90)),
                    random.nextInt(5),
                    random.nextInt(4) == 0 ? "" : "c" + random.nextInt(6)));
        }
        return orders;
    }

    /** The rows as a table; empty texts are absent values. */
    static String table(List<Order> orders, Predicate<Order> which, boolean realtime) {
        String rows = orders.stream()
                .filter(which)
                .map(order ->
                        "('%s', '%s', TIMESTAMPTZ '%s', TIMESTAMPTZ '%s', nullif('%s', ''), %s::DECIMAL(12, 2), %d::BIGINT, nullif('%s', ''), %d::BIGINT)"
                                .formatted(
                                        order.id(),
                                        order.type(),
                                        order.at(),
                                        order.appended(),
                                        order.country().replace("'", "''"),
                                        order.amount(),
                                        order.items(),
                                        order.customer(),
                                        order.customer().hashCode()))
                .collect(Collectors.joining(",\n"));
        String time = realtime ? "event_time" : "ordered_at";
        String customer = realtime ? "user_id" : "customer_id";
        String kept =
                realtime ? "event_id, event_type, " + time + ", appended_at, country, amount, items, " + customer : "*";
        String values =
                rows.isEmpty() ? "('', '', now(), now(), '', 0::DECIMAL(12, 2), 0::BIGINT, '', 0::BIGINT)" : rows;
        return "SELECT " + kept + " FROM (VALUES " + values + ") t(event_id, event_type, " + time
                + ", appended_at, country, amount, items, " + customer + ", customer_key)"
                + (rows.isEmpty() ? " WHERE false" : "");
    }

    static final MetricCatalog CATALOG =
            MetricCatalog.of("storefront", "abc123", Map.of("metrics/orders.yaml", DEFINITIONS));

    static Router router(Store... stores) {
        return router(Safeguards.NONE, stores);
    }

    static Router router(Safeguards safeguards, Store... stores) {
        return router(safeguards, RouterSettings.DEFAULT, stores);
    }

    static Router router(Safeguards safeguards, RouterSettings settings, Store... stores) {
        return router(safeguards, PriceBook.DEFAULT, settings, stores);
    }

    static Router router(PriceBook prices, Store... stores) {
        return router(Safeguards.NONE, prices, RouterSettings.DEFAULT, stores);
    }

    private static Router router(Safeguards safeguards, PriceBook prices, RouterSettings settings, Store... stores) {
        return new Router(
                () -> Map.of("storefront", CATALOG),
                List.of(stores),
                prices,
                settings,
                safeguards,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
