package dev.tidemark.benchmarks;

import dev.tidemark.router.MetricQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A company with a thousand metrics: a hundred facts of ten metrics each, of every kind, over shared customers and regions. */
final class ManyMetrics {

    static final int MODELS = 100;
    static final int METRICS = 10 * MODELS;

    private static final String[] KINDS = {
        "amount", "units", "rows", "people", "mean", "placed", "per_row", "growth", "so_far", "net"
    };

    private ManyMetrics() {}

    /** One file for each fact, and one for what they share. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("metrics/shared.yaml", """
                semantic_models:
                  - name: customers
                    entities: [{name: customer, type: primary, expr: customer_id}, {name: region, type: foreign, expr: region_id}]
                    dimensions: [{name: segment, type: categorical}, {name: language, type: categorical}]
                    config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.dim_customers}]}}}
                  - name: regions
                    entities: [{name: region, type: primary, expr: region_id}]
                    dimensions: [{name: region_name, type: categorical}]
                    config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.dim_regions}]}}}
                """);
        for (int i = 0; i < MODELS; i++) {
            files.put("metrics/fact" + i + ".yaml", FACT.replace("#", Integer.toString(i)));
        }
        return files;
    }

    private static final String FACT = """
            semantic_models:
              - name: fact#
                defaults: {agg_time_dimension: at}
                entities: [{name: row#, type: primary, expr: row_id}, {name: customer, type: foreign, expr: customer_id}]
                dimensions:
                  - {name: at, type: time, type_params: {time_granularity: minute}}
                  - {name: country, type: categorical}
                  - {name: kind, type: categorical}
                measures:
                  - {name: amount_sum#, agg: sum, expr: amount}
                  - {name: units_sum#, agg: sum, expr: units}
                  - {name: rows_count#, agg: count, expr: row_id}
                  - {name: people_count#, agg: count_distinct, expr: customer_id}
                  - {name: amount_mean#, agg: average, expr: amount}
                config:
                  meta:
                    tidemark:
                      bindings:
                        - {id: rt#, store: realtime, table: fact#_rt, time_column: at}
                        - {id: wh#, store: warehouse, table: model.fact#, time_column: at}
            metrics:
              - {name: amount#, type: simple, type_params: {measure: amount_sum#}}
              - {name: units#, type: simple, type_params: {measure: units_sum#}}
              - {name: rows#, type: simple, type_params: {measure: rows_count#}}
              - {name: people#, type: simple, type_params: {measure: people_count#}}
              - {name: mean#, type: simple, type_params: {measure: amount_mean#}}
              - {name: placed#, type: simple, type_params: {measure: amount_sum#}, filter: "{{ Dimension('row#__kind') }} = 'placed'"}
              - {name: per_row#, type: ratio, type_params: {numerator: amount#, denominator: rows#}}
              - name: growth#
                type: derived
                type_params: {expr: "(now - before) / nullif(before, 0)", metrics: [{name: amount#, alias: now}, {name: amount#, alias: before, offset_window: 7 days}]}
              - {name: so_far#, type: cumulative, type_params: {measure: amount_sum#, grain_to_date: month}}
              - {name: net#, type: derived, type_params: {expr: "gross - coalesce(kept, 0)", metrics: [{name: amount#, alias: gross}, {name: placed#, alias: kept}]}}
            """;

    /** Questions as dashboards ask them: each of its own metrics, groups and conditions. */
    static List<MetricQuery> questions(int count, Random random) {
        List<MetricQuery> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int model = random.nextInt(MODELS);
            String kind = KINDS[random.nextInt(KINDS.length)];
            MetricQuery query = MetricQuery.of("many", kind + model, "amount" + model)
                    .withGroupBy(groups(random.nextInt(4), model))
                    .withTimeZone(random.nextBoolean() ? "Europe/London" : "UTC");
            questions.add(random.nextBoolean() ? query : query.withWhere("row" + model + "__country = 'France'"));
        }
        return questions;
    }

    private static String[] groups(int which, int model) {
        return switch (which) {
            case 0 -> new String[] {"metric_time__day"};
            case 1 -> new String[] {"row" + model + "__country"};
            case 2 -> new String[] {"metric_time__day", "row" + model + "__kind"};
            default -> new String[] {"customer__segment"};
        };
    }
}
