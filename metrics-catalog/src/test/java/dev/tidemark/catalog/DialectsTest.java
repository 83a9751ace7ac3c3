package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same definitions in the legacy YAML, in the newer YAML and compiled. */
class DialectsTest {

    private static final String LEGACY = """
            semantic_models:
              - name: orders
                node_relation: {schema_name: shop, alias: fct_orders}
                defaults: {agg_time_dimension: ordered_at}
                entities: [{name: order, type: primary, expr: order_id}, {name: customer, type: foreign, expr: customer_id}]
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: hour}}
                  - {name: country, type: categorical}
                measures:
                  - {name: gross, agg: sum, expr: amount, create_metric: true}
                  - {name: wait, agg: percentile, expr: seconds, agg_params: {percentile: 0.95, use_discrete_percentile: true}, create_metric: true}
                  - {name: balance, agg: sum, expr: amount, create_metric: true, non_additive_dimension: {name: ordered_at, window_choice: max, window_groupings: [customer]}}
            metrics:
              - {name: gross_7, type: cumulative, type_params: {measure: gross, cumulative_type_params: {window: 7 days, period_agg: last}}}
              - {name: growth, type: derived, type_params: {expr: now - old, metrics: [{name: gross, alias: now}, {name: gross, alias: old, offset_window: 1 month, filter: "order__country = 'FR'"}]}}
              - {name: again, type: conversion, type_params: {conversion_type_params: {base_measure: gross, conversion_measure: gross, entity: customer, window: 7 days, calculation: conversions}}}
            """;

    private static final String NEWER = """
            models:
              - name: orders
                node_relation: {schema_name: shop, alias: fct_orders}
                semantic_model: {enabled: true}
                agg_time_dimension: ordered_at
                columns:
                  - {name: order_id, entity: {type: primary, name: order}}
                  - {name: customer_id, entity: {type: foreign, name: customer}}
                  - {name: ordered_at, granularity: hour, dimension: {type: time}}
                  - {name: country, dimension: {type: categorical}}
                metrics:
                  - {name: gross, type: simple, agg: sum, expr: amount}
                  - {name: wait, type: simple, agg: percentile, expr: seconds, percentile: 0.95, percentile_type: discrete}
                  - {name: balance, type: simple, agg: sum, expr: amount, non_additive_dimension: {name: ordered_at, window_agg: max, group_by: [customer]}}
            metrics:
              - {name: gross_7, type: cumulative, input_metric: gross, window: 7 days, period_agg: last}
              - {name: growth, type: derived, expr: now - old, input_metrics: [{name: gross, alias: now}, {name: gross, alias: old, offset_window: 1 month, filter: "order__country = 'FR'"}]}
              - {name: again, type: conversion, base_metric: gross, conversion_metric: gross, entity: customer, window: 7 days, calculation: conversions}
            """;

    private static final String COMPILED = """
            {"semantic_models": [{"name": "orders", "description": null, "node_relation": {"alias": "fct_orders", "schema_name": "shop"},
               "defaults": {"agg_time_dimension": "ordered_at"}, "primary_entity": null,
               "entities": [{"name": "order", "type": "primary", "role": null, "expr": "order_id"}, {"name": "customer", "type": "foreign", "expr": "customer_id"}],
               "dimensions": [{"name": "ordered_at", "type": "time", "is_partition": false, "type_params": {"time_granularity": "hour", "validity_params": null}, "expr": null},
                              {"name": "country", "type": "categorical", "type_params": null, "expr": null}],
               "measures": [{"name": "gross", "agg": "sum", "expr": "amount", "create_metric": true, "agg_params": null, "non_additive_dimension": null, "agg_time_dimension": null},
                            {"name": "wait", "agg": "percentile", "expr": "seconds", "create_metric": true, "agg_params": {"percentile": 0.95, "use_discrete_percentile": true}},
                            {"name": "balance", "agg": "sum", "expr": "amount", "create_metric": true, "non_additive_dimension": {"name": "ordered_at", "window_choice": "max", "window_groupings": ["customer"]}}]}],
             "metrics": [
               {"name": "gross_7", "type": "cumulative", "type_params": {"measure": {"name": "gross", "filter": null}, "window": null, "grain_to_date": null,
                  "cumulative_type_params": {"window": {"count": 7, "granularity": "day"}, "grain_to_date": null, "period_agg": "last"}}, "filter": null},
               {"name": "growth", "type": "derived", "type_params": {"measure": null, "expr": "now - old", "metrics": [{"name": "gross", "alias": "now", "filter": null, "offset_window": null},
                  {"name": "gross", "alias": "old", "filter": {"where_filters": [{"where_sql_template": "order__country = 'FR'"}]}, "offset_window": {"count": 1, "granularity": "month"}, "offset_to_grain": null}]}},
               {"name": "again", "type": "conversion", "type_params": {"measure": null, "conversion_type_params": {"base_measure": {"name": "gross"}, "conversion_measure": {"name": "gross"},
                  "entity": "customer", "calculation": "conversions", "window": {"count": 7, "granularity": "day"}, "constant_properties": null}}}],
             "project_configuration": {"time_spines": []}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {LEGACY, NEWER, COMPILED})
    void meanTheSame(String text) {
        MetricCatalog catalog = catalog(text);
        SemanticModel model = catalog.models().getFirst();
        assertThat(model.relation()).contains("shop.fct_orders");
        assertThat(catalog.measure("wait").measure().percentile().orElseThrow().discrete())
                .isTrue();
        assertThat(catalog.measure("balance").measure().nonAdditive())
                .contains(new Measure.NonAdditive("ordered_at", true, List.of("customer")));
        MetricDefinition.Cumulative cumulative =
                (MetricDefinition.Cumulative) metric(catalog, "gross_7").definition();
        assertThat(cumulative.of().measure()).isEqualTo("gross");
        assertThat(cumulative.window()).contains(new Window(7, Grain.DAY));
        assertThat(cumulative.period()).isEqualTo(MetricDefinition.Cumulative.Period.LAST);
        MetricDefinition.Derived derived =
                (MetricDefinition.Derived) metric(catalog, "growth").definition();
        assertThat(derived.inputs().getLast().offsetWindow()).contains(new Window(1, Grain.MONTH));
        assertThat(derived.inputs().getLast().filters()).hasSize(1);
        MetricDefinition.Conversion conversion =
                (MetricDefinition.Conversion) metric(catalog, "again").definition();
        assertThat(conversion.rate()).isFalse();
        assertThat(conversion.window()).contains(new Window(7, Grain.DAY));
        assertThat(catalog.lineage(metric(catalog, "growth")))
                .extracting(found -> found.name().value())
                .containsExactly("growth", "gross");
    }

    @Test
    void theNewFormsGiveTheSameFingerprints() {
        for (String name : List.of("gross_7", "growth", "again")) {
            assertThat(metric(catalog(NEWER), name).version())
                    .isEqualTo(metric(catalog(LEGACY), name).version())
                    .isEqualTo(metric(catalog(COMPILED), name).version());
        }
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        String units = """

              - {name: pounds, type: simple, type_params: {measure: gross}, config: {meta: {tidemark: {unit: GBP}}}}
              - {name: euros, type: simple, type_params: {measure: gross}, config: {meta: {tidemark: {unit: EUR}}}}
              - {name: sum, type: derived, type_params: {expr: pounds + euros, metrics: [{name: pounds}, {name: euros}]}}
            """;
        assertThat(faults(LEGACY + units)).anyMatch(fault -> fault.contains("adds or compares GBP and EUR"));
        assertThat(faults(LEGACY.replace("percentile: 0.95", "percentile: 95")))
                .anyMatch(fault -> fault.contains("between 0 and 1"));
        assertThat(faults(LEGACY.replace("offset_window: 1 month", "offset_window: a while")))
                .anyMatch(fault -> fault.contains("“a while” is no length of time"));
        assertThat(faults(LEGACY.replace("entity: customer", "entity: custommer")))
                .anyMatch(fault -> fault.contains("Did you mean customer?"));
        assertThat(faults(LEGACY.replace("window_groupings: [customer]", "window_groupings: [custommer]")))
                .anyMatch(fault ->
                        fault.contains("window_groupings of balance") && fault.contains("Did you mean customer?"));
        assertThat(faults(LEGACY.replace("window_choice: max", "window_choice: most")))
                .anyMatch(fault -> fault.contains("Write min or max"));
        assertThat(faults(LEGACY.replace("type: foreign", "type: natural")))
                .anyMatch(fault -> fault.contains("validity_params"));
        assertThat(faults(NEWER.replace("input_metric: gross", "input_metric: growth")))
                .anyMatch(fault -> fault.contains("no simple metric"));
    }

    @Test
    void readsEveryReferenceOfFilters() {
        assertThat(Filter.parse(
                                "{{ Metric('gross', group_by=['customer']) }} > 5 AND {{ Dimension('country', entity_path=['order']) }} = 'FR'")
                        .condition()
                        .names())
                .containsExactly("Metric(gross;customer)", "order__country");
        assertThat(Filter.metricReference("Metric(gross;customer)"))
                .isEqualTo(Optional.of(new Filter.MetricReference(new MetricName("gross"), List.of("customer"))));
        assertThat(Filter.parse("{{ TimeDimension('metric_time', 'MONTH') }} = '2026-01-01'")
                        .condition()
                        .names())
                .containsExactly("metric_time__month");
        assertThat(Filter.parse(
                                "{{ TimeDimension('metric_time', date_part_name='year') }} = 2026 AND {{ Dimension('metric_time').date_part('month') }} = 1")
                        .condition()
                        .names())
                .containsExactly("metric_time__extract_year", "metric_time__extract_month");
    }

    @Test
    void readsTwoSignsOfEqualityAsOneExceptInTexts() {
        SqlExpression condition =
                Filter.parse("{{ Dimension('order__country') }} == 'a == b'").condition();
        assertThat(condition.names()).containsExactly("order__country");
        assertThat(condition.compute(name -> "a == b", ZoneOffset.UTC)).isEqualTo(true);
        assertThat(condition.compute(name -> "a = b", ZoneOffset.UTC)).isEqualTo(false);
    }

    @Test
    void theSettingsOfAProjectAreNoDefinitions() {
        MetricCatalog catalog = MetricCatalog.of(
                "shop",
                "c0ffee",
                Map.of("metrics.yaml", LEGACY, "dbt_project.yml", "models: {shop: {+materialized: view}}"));
        assertThat(catalog.metrics()).hasSameSizeAs(catalog(LEGACY).metrics());
    }

    private static final String TICKETS = """
            models:
              - name: tickets
                semantic_model: true
                agg_time_dimension: sold_at
                columns:
                  - {name: ticket, entity: primary}
                  - {name: buyer, entity: foreign}
                  - {name: sold_at, dimension: time, granularity: hour}
                  - {name: hall, dimension: categorical}
                derived_semantics:
                  dimensions: [{name: hall_size, type: categorical, expr: "case when hall = 'A' then 'large' else 'small' end"}]
                metrics:
                  - {name: sold, agg: count, expr: ticket}
            """;

    @Test
    void columnsMaySayInOneWordWhatTheyAre() {
        SemanticModel model = catalog(TICKETS).models().getFirst();
        assertThat(model.relation()).contains("tickets");
        assertThat(model.primaryEntity()).contains("ticket");
        assertThat(model.entity("buyer").orElseThrow().type()).isEqualTo(Entity.Type.FOREIGN);
        assertThat(model.dimension("sold_at").orElseThrow().grain()).contains(Grain.HOUR);
        assertThat(model.dimension("hall").orElseThrow().grain()).isEmpty();
        assertThat(model.dimension("hall_size")).isPresent();
        assertThat(catalog(TICKETS.replace("name: tickets", "name: tickets\n    config: {alias: fct_tickets}"))
                        .models()
                        .getFirst()
                        .relation())
                .contains("fct_tickets");
    }

    @Test
    void whatIsSwitchedOffIsNotThere() {
        assertThat(catalog(TICKETS.replace(
                                "semantic_model: true", "semantic_model: {name: t, config: {enabled: false}}"))
                        .models())
                .isEmpty();
        assertThat(catalog(TICKETS.replace("semantic_model: true", "semantic_model: {name: sales}"))
                        .models()
                        .getFirst()
                        .name())
                .isEqualTo("sales");
        String off = TICKETS.replace("expr: ticket}", "expr: ticket, config: {enabled: false}}");
        assertThat(catalog(off).metrics()).isEmpty();
        assertThat(catalog(LEGACY.replace("{name: again,", "{name: again, config: {enabled: false},"))
                        .metrics())
                .hasSize(catalog(LEGACY).metrics().size() - 1);
    }

    @Test
    void aModelWithMetricsMustSayThatItHasMeaning() {
        assertThat(faults(TICKETS.replace("semantic_model: true", "description: Sold tickets")))
                .anyMatch(fault -> fault.contains("has metrics and is no semantic model")
                        && fault.contains("semantic_model: {enabled: true}"));
        assertThat(faults(TICKETS.replace("entity: primary", "entity: prime")))
                .anyMatch(fault -> fault.contains("“prime” is no type"));
        assertThat(faults(TICKETS.replace("dimension: time", "dimension: tine")))
                .anyMatch(fault -> fault.contains("“tine” is no type"));
    }

    @Test
    void newerAndLegacyModelsMayStandInOneFile() {
        String both = LEGACY + TICKETS;
        assertThat(catalog(both).models()).extracting(SemanticModel::name).containsExactly("orders", "tickets");
    }

    @Test
    void aMetricMayStandInAFileBeforeThatOfItsModel() {
        String metric = """
                metric:
                  name: sold
                  type: simple
                  type_params:
                    expr: ticket
                    metric_aggregation_params: {semantic_model: tickets, agg: count}
                """;
        String model = TICKETS.substring(0, TICKETS.indexOf("    metrics:"));
        MetricCatalog catalog = MetricCatalog.of("shop", "c0ffee", Map.of("a.yaml", metric, "b.yaml", model));
        assertThat(catalog.measure("sold").measure().timeDimension()).isEqualTo("sold_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ref('orders')", "ref('shop', 'orders')", "ref('orders', v=2)", "ref('orders', version=2)"})
    void readsEveryReferenceToAModel(String reference) {
        String text =
                LEGACY.replace("node_relation: {schema_name: shop, alias: fct_orders}", "model: \"" + reference + "\"");
        assertThat(catalog(text).models().getFirst().relation()).contains("orders");
    }

    private static List<String> faults(String text) {
        try {
            catalog(text);
            return List.of();
        } catch (ProblemException e) {
            return e.faults().stream().map(Fault::detail).toList();
        }
    }

    @Test
    void refusesAMetricThatDoesNotExistInAFilter() {
        assertThatThrownBy(() ->
                        catalog(LEGACY.replace("order__country = 'FR'", "{{ Metric('gros', ['customer']) }} > 1")))
                .hasMessageContaining("Did you mean gross");
    }

    private static Metric metric(MetricCatalog catalog, String name) {
        return catalog.metric(new MetricName(name));
    }

    private static MetricCatalog catalog(String text) {
        return MetricCatalog.of("shop", "c0ffee", Map.of("metrics.yaml", text));
    }
}
