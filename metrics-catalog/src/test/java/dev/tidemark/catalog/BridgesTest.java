package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and their holders: how a bridge is said, what names lead over it, and what is refused where. */
class BridgesTest {

    private static final String WEIGHED = "{from: account, weight: share}";

    private static final String BANK = """
            semantic_models:
              - name: payments
                defaults: {agg_time_dimension: paid_at}
                entities:
                  - {name: payment, type: primary}
                  - {name: account, type: foreign}
                dimensions:
                  - {name: paid_at, type: time, type_params: {time_granularity: second}}
                  - {name: channel, type: categorical}
                measures:
                  - {name: paid, agg: sum, expr: amount, create_metric: true}
                  - {name: payers, agg: count_distinct, expr: account, create_metric: true}
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.payments, time_column: paid_at}]}}}
              - name: holders
                primary_entity: holding
                entities:
                  - {name: account, type: foreign}
                  - {name: customer, type: foreign}
                dimensions: [{name: role, type: categorical}, {name: since, type: time}]
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.holders}], bridge: BRIDGE}}}
              - name: customers
                entities:
                  - {name: customer, type: primary}
                  - {name: country, type: foreign}
                dimensions: [{name: segment, type: categorical}, {name: born, type: time}]
                measures: [{name: customers, agg: count, expr: customer, agg_time_dimension: born, create_metric: true}]
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.customers}]}}}
              - name: countries
                entities: [{name: country, type: primary}]
                dimensions: [{name: continent, type: categorical}]
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: model.countries}]}}}
              - name: customer_versions
                primary_entity: customer_version
                entities: [{name: customer, type: natural}]
                dimensions:
                  - {name: status, type: categorical}
                  - {name: valid_from, type: time, type_params: {time_granularity: day, validity_params: {is_start: true}}}
                  - {name: valid_to, type: time, type_params: {time_granularity: day, validity_params: {is_end: true}}}
              - name: clubs
                primary_entity: membership
                entities: [{name: customer, type: foreign}, {name: club, type: foreign}]
                dimensions: [{name: rank, type: categorical}]
                config: {meta: {tidemark: {bridge: {rule: impact}}}}
            """;

    @Test
    void aRuleWithoutADirectionHoldsForBoth() {
        assertThat(holders("{rule: impact}").bridges())
                .extracting(Bridge::from, Bridge::to, bridge -> bridge.rule().word())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("account", "customer", "impact"),
                        org.assertj.core.groups.Tuple.tuple("customer", "account", "impact"));
    }

    @Test
    void aWeightIsOfOneDirection() {
        List<Bridge> bridges =
                holders("[" + WEIGHED + ", {from: customer, rule: impact}]").bridges();
        assertThat(bridges)
                .extracting(bridge -> bridge.from() + " " + bridge.rule().sentence())
                .containsExactly("account allocation by share", "customer impact");
        assertThat(bridges.getFirst().rule()).isEqualTo(new Bridge.Rule.Allocation(SqlExpression.parse("share")));
    }

    @Test
    void namesLeadOverABridgeAndFurther() {
        MetricCatalog catalog = bank("{rule: impact}");
        assertThat(path(catalog, "paid", "account__customer__segment").joins())
                .extracting(join -> join.to().name())
                .containsExactly("holders", "customers");
        assertThat(path(catalog, "paid", "account__role").crossing()).isPresent();
        assertThat(path(catalog, "paid", "account__customer").crossing()).isPresent();
        assertThat(path(catalog, "paid", "customer__segment").crossing()).isPresent();
        assertThat(path(catalog, "paid", "account__customer__country__continent")
                        .joins())
                .hasSize(3);
        assertThat(catalog.dimensions(catalog.metric(new MetricName("paid"))))
                .extracting(MetricDimension::name)
                .contains("account__role", "account__customer", "account__customer__segment", "payment__channel")
                .doesNotContain("account__customer__status");
    }

    @Test
    void aPlainWayIsTakenBeforeABridge() {
        String accounts = BANK + """
              - name: accounts
                entities: [{name: account, type: primary}, {name: customer, type: foreign}]
                dimensions: [{name: role, type: categorical}]
            """;
        MetricCatalog catalog = catalog(accounts.replace("BRIDGE", "{rule: impact}"));
        assertThat(path(catalog, "paid", "account__role").model().name()).isEqualTo("accounts");
        assertThat(path(catalog, "paid", "account__customer__segment").crossing())
                .isEmpty();
        assertThat(path(catalog, "paid", "account__holders__customer__segment").crossing())
                .isPresent();
    }

    @Test
    void twoBridgesThatFitAreToldApartByTheirNames() {
        String two = BANK + """
              - name: owners
                primary_entity: ownership
                entities: [{name: account, type: foreign}, {name: customer, type: foreign}]
                config: {meta: {tidemark: {bridge: {rule: impact}}}}
            """;
        MetricCatalog catalog = catalog(two.replace("BRIDGE", WEIGHED));
        assertThatThrownBy(() -> path(catalog, "paid", "account__customer__segment"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(CatalogProblem.AMBIGUOUS_DIMENSION);
                    assertThat(e.remedy())
                            .contains("account__holders__customer__segment or account__owners__customer__segment");
                });
        assertThat(path(catalog, "paid", "account__owners__customer__segment")
                        .crossing()
                        .flatMap(Join::bridge)
                        .map(bridge -> bridge.rule().word()))
                .contains("impact");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {from: customer, rule: impact} | paid      | account__customer__segment | leads over holders (bank.yaml:14) | bridge: {from: account, rule: impact}
            {from: account, rule: impact}  | customers | customer__account           | does not say how measures pass from customer | weight: <column>
            {rule: impact}                 | paid      | account__customer__rank     | leads over 2 bridges, holders     | one bridge of them
            {rule: impact}                 | paid      | account__customer__status   | customer_versions keeps versions  | what holds now
            {rule: impact}                 | paid      | account__since__extract_month | is told from groups             | usual grains
            {from: account, weight: share} | payers    | account__customer__segment  | count_distinct is not made of shares | rule: impact
            """)
    void whatDoesNotPassIsRefusedWithTheRemedy(
            String bridge, String metric, String name, String reason, String remedy) {
        MetricCatalog catalog = bank(bridge);
        assertThatThrownBy(() -> path(catalog, metric, name)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(CatalogProblem.OVER_BRIDGE);
            assertThat(e.detail()).contains(reason);
            assertThat(e.remedy()).contains(remedy);
        });
    }

    @Test
    void anUndeclaredBridgeIsNamedAsACandidate() {
        String none = BANK.replace(", bridge: BRIDGE", "");
        assertThatThrownBy(() -> path(catalog(none), "paid", "account__customer__segment"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(CatalogProblem.OVER_BRIDGE);
                    assertThat(e.detail()).contains("holders (bank.yaml:14)");
                });
        assertThatThrownBy(() -> path(catalog(none), "paid", "account__nothing"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(CatalogProblem.UNKNOWN_DIMENSION));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {from: acount, rule: impact}              | “acount” is no foreign entity of the bridge. Did you mean account?
            {from: account, to: account, rule: impact} | leads from one entity to the other
            {rule: impakt}                            | “impakt” is no rule of a bridge
            {from: account}                           | A bridge needs a rule
            {rule: impact, weight: share}             | Take the weight off
            {weight: share}                           | Say which: from: account or from: customer
            {from: account, rule: allocation}         | “weight” is missing
            {from: account, weight: 0.5}              | is the same for every row
            {from: account, weight: since}            | is a key or a time
            {from: account, weight: customer}         | is a key or a time
            {from: account, weight: "share +"}        | cannot be used
            {form: account, rule: impact}             | Did you mean “from”
            [{rule: impact}, {from: customer, weight: share}] | already said
            """)
    void aFaultIsNamedWithItsPlaceAndRemedy(String bridge, String said) {
        assertFault(BANK.replace("BRIDGE", bridge), said);
    }

    @Test
    void aBridgeHasTwoForeignEntitiesAndNoTime() {
        assertFault(
                bankText("{rule: impact}")
                        .replace(
                                "{name: customer, type: foreign}\n    dimensions: [{name: role",
                                "{name: customer, type: unique}\n    dimensions: [{name: role"),
                "connects two foreign entities; this model has account.");
        assertFault(
                bankText("{rule: impact}")
                        .replace(
                                "{name: since, type: time}",
                                "{name: since, type: time, type_params: {time_granularity: day, validity_params: {is_start: true}}}"),
                "no versions and no partitions");
        assertFault(bankText("{rule: impact}").replace("bridge: {rule", "brige: {rule"), "Did you mean “bridge”");
    }

    @Test
    void filtersOfMetricsMustPassToo() {
        String filtered = BANK + """
            metrics:
              - {name: paid_gold, type: simple, type_params: {measure: paid}, filter: "account__customer__segment = 'gold'"}
              - {name: payers_gold, type: simple, type_params: {measure: payers}, filter: "account__customer__segment = 'gold'"}
            """;
        assertThat(catalog(filtered.replace("BRIDGE", "{rule: impact}")).metrics())
                .hasSize(5);
        assertFault(filtered.replace("BRIDGE", WEIGHED), "The filter of payers_gold does not pass");
        assertFault(
                filtered.replace("BRIDGE", "{from: customer, rule: impact}"), "The filter of paid_gold does not pass");
    }

    @Test
    void whatAMetricIsGroupedByDependsOnItsMeasure() {
        MetricCatalog catalog = bank(WEIGHED);
        assertThat(catalog.dimensions(catalog.metric(new MetricName("payers"))))
                .extracting(MetricDimension::name)
                .doesNotContain("account__role");
        assertThat(catalog.dimensions(catalog.metric(new MetricName("paid"))))
                .extracting(MetricDimension::name)
                .contains("account__role");
    }

    @Test
    void anotherRuleChangesNumbers() {
        assertThat(MetricChange.between(bank("{from: account, rule: impact}"), bank(WEIGHED)))
                .anySatisfy(change -> {
                    assertThat(change.name()).isEqualTo(new MetricName("paid"));
                    assertThat(change.kind()).isEqualTo(MetricChange.Kind.CHANGES_NUMBERS);
                    assertThat(change.differences())
                            .contains("passes over holders from account by allocation by share instead of impact");
                });
    }

    @Test
    void noRollupSumsUpOverABridge() {
        String rollup = bankText("{rule: impact}")
                .replace(
                        "table: model.payments, time_column: paid_at}",
                        "table: model.payments, time_column: paid_at}, {id: days, role: rollup, store: warehouse, table: model.agg, grain: day, "
                                + "time_column: day, dimensions: [], sums: [{measure: paid, where: \"account__customer__segment = 'gold'\", "
                                + "column: gold, rows: n}]}");
        assertFault(rollup, "filters by account__customer__segment, which payments cannot be filtered by");
    }

    private static void assertFault(String yaml, String said) {
        assertThatThrownBy(() -> catalog(yaml)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(CatalogProblem.INVALID_DEFINITIONS);
            assertThat(e.faults()).extracting(Fault::pointer).allMatch(pointer -> pointer.matches("bank.yaml:\\d+"));
            assertThat(e.faults())
                    .anySatisfy(fault -> assertThat(fault.detail()).contains(said));
        });
    }

    private static DimensionPath path(MetricCatalog catalog, String metric, String name) {
        Metric found = catalog.metric(new MetricName(metric));
        return catalog.dimension(found, catalog.measure(metric), name);
    }

    private static SemanticModel holders(String bridge) {
        return bank(bridge).models().stream()
                .filter(model -> model.name().equals("holders"))
                .findFirst()
                .orElseThrow();
    }

    private static MetricCatalog bank(String bridge) {
        return catalog(bankText(bridge));
    }

    private static String bankText(String bridge) {
        return BANK.replace("BRIDGE", bridge);
    }

    private static MetricCatalog catalog(String yaml) {
        return MetricCatalog.of("bank", "c0ffee", Map.of("bank.yaml", yaml));
    }
}
