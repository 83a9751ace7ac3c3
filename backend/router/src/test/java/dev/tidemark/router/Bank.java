package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.stores.Store;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Payments of accounts that have no, one or several holders. The table of holders is two bridges: {@code holders} by impact,
 * {@code owners} by allocation.
 */
record Bank(List<Payment> payments, List<Holding> holdings, List<Customer> customers) {

    static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    static final Map<String, String> CONTINENTS = Map.of("FR", "EU", "ES", "EU", "US", "AM");

    record Payment(
            String id,
            @Nullable String account,
            Instant at,
            @Nullable String channel,
            @Nullable BigDecimal amount,
            @Nullable Boolean disputed) {}

    record Holding(
            @Nullable String account,
            @Nullable String customer,
            @Nullable String role,
            @Nullable BigDecimal share) {}

    record Customer(
            String id,
            @Nullable String segment,
            @Nullable String country,
            @Nullable LocalDate born) {}

    private static final String DEFINITIONS = """
            semantic_models:
              - name: payments
                defaults: {agg_time_dimension: paid_at}
                entities:
                  - {name: payment, type: primary, expr: payment_id}
                  - {name: account, type: foreign, expr: account_id}
                dimensions:
                  - {name: paid_at, type: time, type_params: {time_granularity: day}}
                  - {name: channel, type: categorical}
                measures:
                  - {name: paid, agg: sum, expr: amount, create_metric: true}
                  - {name: payments, agg: count, expr: payment_id, create_metric: true}
                  - {name: rows, agg: sum, expr: 1, create_metric: true}
                  - {name: average_paid, agg: average, expr: amount, create_metric: true}
                  - {name: disputed, agg: sum_boolean, expr: disputed, create_metric: true}
                  - {name: accounts, agg: count_distinct, expr: account_id, create_metric: true}
                  - {name: least, agg: min, expr: amount, create_metric: true}
                  - {name: most, agg: max, expr: amount, create_metric: true}
                  - {name: middle, agg: median, expr: amount, create_metric: true}
                  - {name: high, agg: percentile, expr: amount, create_metric: true, agg_params: {percentile: 0.9, use_discrete_percentile: true}}
                  - {name: paid_at_end, agg: sum, expr: amount, create_metric: true, non_additive_dimension: {name: paid_at, window_choice: max}}
                config: {meta: {tidemark: {bindings: [BINDpayments, time_column: paid_at}, {store: realtime, table: payments_rt, time_column: paid_at}]}}}
              - name: holders
                primary_entity: holding
                entities: [{name: account, type: foreign, expr: account_id}, {name: customer, type: foreign, expr: customer_id}]
                dimensions: [{name: role, type: categorical}]
                config: {meta: {tidemark: {bridge: {from: account, rule: impact}, bindings: [BINDholders, where: "role <> 'former'"}, {store: realtime, table: holders, where: "role <> 'former'"}]}}}
              - name: owners
                primary_entity: owning
                entities: [{name: account, type: foreign, expr: account_id}, {name: customer, type: foreign, expr: customer_id}]
                dimensions: [{name: role, type: categorical}]
                config: {meta: {tidemark: {bridge: {from: account, weight: share}, bindings: [BINDholders}, {store: realtime, table: holders}]}}}
              - name: customers
                entities: [{name: customer, type: primary, expr: customer_id}, {name: country, type: foreign}]
                dimensions: [{name: segment, type: categorical}, {name: born, type: time, type_params: {time_granularity: day}}]
                measures: [{name: customers, agg: count, expr: customer_id, agg_time_dimension: born, create_metric: true}]
                config: {meta: {tidemark: {bindings: [BINDcustomers, time_column: born}, {store: realtime, table: customers, time_column: born}]}}}
              - name: countries
                entities: [{name: country, type: primary}]
                dimensions: [{name: continent, type: categorical}]
                config: {meta: {tidemark: {bindings: [BINDcountries}, {store: realtime, table: countries}]}}}
            metrics:
              - {name: paid_gold, type: simple, type_params: {measure: paid}, filter: "{{ Dimension('account__holders__customer__segment') }} = 'gold'"}
              - {name: paid_by_gold, type: simple, type_params: {measure: paid}, filter: "{{ Dimension('account__owners__customer__segment') }} = 'gold'"}
              - {name: gold_of_all, type: ratio, type_params: {numerator: paid_gold, denominator: paid}}
              - {name: paid_so_far, type: cumulative, type_params: {measure: paid}}
              - {name: then_paid, type: conversion, type_params: {conversion_type_params: {base_measure: payments, conversion_measure: payments, entity: account, window: 2 days}}}
            """;

    /**
     * @param store of the batch tables
     * @param schema that they stand in
     */
    static String definitions(String store, String schema) {
        return DEFINITIONS.replaceAll("BIND(\\w+)", "{store: " + store + ", table: " + schema + ".$1");
    }

    static Router router(String definitions, Safeguards safeguards, Store... stores) {
        MetricCatalog catalog = MetricCatalog.of("bank", "abc123", Map.of("bank.yaml", definitions));
        return new Router(
                () -> Map.of("bank", catalog),
                List.of(stores),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                safeguards,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Router router(String store, String schema, Store... stores) {
        return router(definitions(store, schema), Safeguards.NONE, stores);
    }

    static Bank random(Random random) {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            customers.add(new Customer(
                    "c" + i,
                    one(random, "gold", "gold", "silver", null),
                    one(random, "FR", "ES", "US", "XX", null),
                    random.nextInt(5) == 0
                            ? null
                            : LocalDate.of(1975 + random.nextInt(10), 1 + random.nextInt(12), 3)));
        }
        List<Holding> holdings = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            holdings.add(new Holding(
                    random.nextInt(9) == 0 ? null : "a" + random.nextInt(6),
                    random.nextInt(9) == 0 ? null : "c" + random.nextInt(7),
                    one(random, "owner", "owner", "proxy", "former", null),
                    share(one(random, "0.25", "0.5", "0.3333", "1", null))));
            if (random.nextInt(4) == 0) {
                holdings.add(holdings.getLast());
            }
        }
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            payments.add(new Payment(
                    "p" + i,
                    random.nextInt(9) == 0 ? null : "a" + random.nextInt(8),
                    NOW.minus(1 + random.nextInt(90 * 24), ChronoUnit.HOURS),
                    one(random, "web", "shop", null),
                    random.nextInt(8) == 0 ? null : BigDecimal.valueOf(random.nextInt(9_000) - 1_000, 2),
                    random.nextInt(5) == 0 ? null : Boolean.valueOf(random.nextBoolean())));
        }
        return new Bank(List.copyOf(payments), List.copyOf(holdings), List.copyOf(customers));
    }

    private static @Nullable String one(Random random, @Nullable String... from) {
        return from[random.nextInt(from.length)];
    }

    private static @Nullable BigDecimal share(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    String payments(Predicate<Payment> which) {
        return select(
                "payment_id VARCHAR, account_id VARCHAR, paid_at TIMESTAMP WITH TIME ZONE, channel VARCHAR, amount DECIMAL(12, 2), disputed BOOLEAN",
                payments.stream()
                        .filter(which)
                        .map(row -> row(row.id(), row.account(), row.at(), row.channel(), row.amount(), row.disputed()))
                        .toList());
    }

    String holders() {
        return select(
                "account_id VARCHAR, customer_id VARCHAR, role VARCHAR, share DECIMAL(5, 4)",
                holdings.stream()
                        .map(row -> row(row.account(), row.customer(), row.role(), row.share()))
                        .toList());
    }

    String allCustomers() {
        return select(
                "customer_id VARCHAR, segment VARCHAR, country VARCHAR, born DATE",
                customers.stream()
                        .map(row -> row(row.id(), row.segment(), row.country(), row.born()))
                        .toList());
    }

    static String countries() {
        return select(
                "country VARCHAR, continent VARCHAR",
                CONTINENTS.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static String row(@Nullable Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value == null ? "NULL" : "'" + value + "'");
        }
        return "(" + String.join(", ", texts) + ")";
    }

    /** In SQL that every engine of the tests reads. */
    private static String select(String columns, List<String> rows) {
        List<String> names = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        for (String column : columns.split(", (?=[a-z])")) {
            String name = column.substring(0, column.indexOf(' '));
            names.add(name);
            casts.add("CAST(" + name + " AS " + column.substring(name.length() + 1) + ") AS " + name);
        }
        String values = rows.isEmpty()
                ? names.stream().map(name -> "NULL").collect(Collectors.joining(", ", "(", ")"))
                : String.join(", ", rows);
        return "SELECT " + String.join(", ", casts) + " FROM (VALUES " + values + ") t(" + String.join(", ", names)
                + ")" + (rows.isEmpty() ? " WHERE FALSE" : "");
    }
}
