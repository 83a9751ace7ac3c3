package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricCatalogTest {

    private static final String ORDERS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                dimensions:
                  - name: ordered_at
                    type: time
                    type_params: {time_granularity: minute}
                  - {name: country, type: categorical}
                measures:
                  - {name: order_amount, agg: sum, expr: amount}
            metrics:
              - name: revenue
                description: What placed orders cost.
                type: simple
                type_params: {measure: order_amount}
                filter: "{{ Dimension('order__country') }} <> 'XX'"
                config:
                  meta:
                    tidemark: {owner: finance, status: certified, unit: GBP, direction: up, synonyms: [turnover], time_zone: Europe/London}
            """;

    private final MetricCatalog catalog = catalog(ORDERS);

    @ParameterizedTest
    @ValueSource(strings = {"storefront", "retail"})
    void readsTheDemoWorkspaces(String workspace) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = Path.of("src/main/resources/workspaces", workspace);
        try (Stream<Path> paths = Files.walk(root.resolve("metrics"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        MetricCatalog demo = MetricCatalog.of(workspace, "c0ffee", files);
        assertThat(demo.metrics()).hasSize(workspace.equals("retail") ? 5 : 10);
        demo.metrics().forEach(metric -> assertThat(demo.dimensions(metric)).isNotEmpty());
        assertThat(demo.savedQueries()).hasSizeGreaterThan(1).allMatch(SavedQuery::hasOwnFile);
    }

    @Test
    void namesDimensionsAsQuestionsDo() {
        Metric revenue = catalog.metric(new MetricName("revenue"));
        assertThat(catalog.dimensions(revenue))
                .extracting(MetricDimension::name)
                .containsExactlyInAnyOrder("metric_time", "order__ordered_at", "order__country", "order");
    }

    @Test
    void givesAVersionThatFollowsTheMeaningOnly() {
        String version = version(ORDERS);
        assertThat(version(ORDERS.replace("What placed orders cost.", "Turnover.")))
                .isEqualTo(version);
        assertThat(version(ORDERS.replace("'XX'", "'YY'"))).isNotEqualTo(version);
        assertThat(version(ORDERS.replace("expr: amount", "expr: amount * 2"))).isNotEqualTo(version);
    }

    @Test
    void suggestsTheNearestName() {
        assertThatThrownBy(() -> catalog.metric(new MetricName("revnue")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(CatalogProblem.UNKNOWN_METRIC);
                    assertThat(e.remedy()).isEqualTo("Did you mean revenue?");
                });
    }

    @Test
    void findsByNameSynonymAndDescription() {
        assertThat(catalog.search("turn")).hasSize(1);
        assertThat(catalog.search("placed cost")).hasSize(1);
        assertThat(catalog.search("nothing")).isEmpty();
    }

    @Test
    void namesEveryFaultWithItsLineAndARemedy() {
        String broken = ORDERS.replace("agg: sum", "agg: summ")
                .replace("time_granularity: minute", "time_granularity: minut")
                .replace("type_params: {measure: order_amount}", "type_params: {measure: order_amont}")
                .replace("Dimension('order__country')", "Dimension('order__contry')")
                .replace("unit: GBP", "unitt: GBP");
        assertThatThrownBy(() -> catalog(broken)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(CatalogProblem.INVALID_DEFINITIONS);
            assertThat(e.faults()).extracting(Fault::pointer).allMatch(pointer -> pointer.startsWith("orders.yaml:"));
            assertThat(e.faults())
                    .extracting(Fault::detail)
                    .anyMatch(detail -> detail.contains("“summ” is no aggregation. Did you mean sum"))
                    .anyMatch(detail -> detail.contains("Did you mean minute"))
                    .anyMatch(detail -> detail.contains("Did you mean order_amount"))
                    .anyMatch(detail -> detail.contains("Did you mean “unit”"));
        });
    }

    @Test
    void saysWhereAFilterBreaks() {
        assertThatThrownBy(() -> Filter.parse("{{ Dimension('order__country') }} = "))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(CatalogProblem.BAD_FILTER));
        assertThat(Filter.parse(
                                "{{ TimeDimension('metric_time', 'day') }} >= '2026-01-01' AND {{ Entity('order') }} IS NOT NULL")
                        .condition()
                        .names())
                .isEqualTo(Set.of("metric_time__day", "order"));
    }

    private static final String ROLLUP = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: at}
                entities: [{name: order, type: primary, expr: id}, {name: buyer, type: foreign}]
                dimensions: [{name: at, type: time}, {name: country, type: categorical}, {name: kind, type: categorical}]
                measures: [{name: amount, agg: sum}, {name: buyers, agg: count_distinct, expr: buyer}]
                config: {meta: {tidemark: {bindings: [
                  {store: warehouse, table: model.fact_orders, time_column: at},
                  {id: sums, store: warehouse, table: model.agg_orders, role: rollup, grain: day, time_column: day, time_zone: Europe/London,
                   dimensions: [country], sums: [{measure: amount, where: "order__kind = 'sale'", column: sales, rows: n}]}]}}}
            """;

    @Test
    void aRollupSaysWhatIsSummedUp() {
        SemanticModel model = catalog(ROLLUP).models().getFirst();
        assertThat(model.binding("warehouse").orElseThrow().table()).isEqualTo("model.fact_orders");
        Rollup rollup = model.bindings().getLast().rollup().orElseThrow();
        assertThat(rollup.grain()).isEqualTo(Grain.DAY);
        assertThat(rollup.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(rollup.sums().getFirst().filters()).hasSize(1);
        assertThat(rollup.sums().getFirst().rows().text()).isEqualTo("n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            role: rollup         | role: rolup          | is no role of a binding
            grain: day           | grain: hour          | a day or longer
            time_column: day,    | colums: {},          | needs the column that its buckets begin at
            id: sums,            | keeps: P1D,          | needs an id
            time_zone: Europe/London | time_zone: Europe/Londn | is no time zone
            dimensions: [country] | dimensions: [contry] | does not have
            measure: amount      | measure: amunt       | does not have
            measure: amount      | measure: buyers      | does not add up
            order__kind = 'sale' | order__kin = 'sale'  | cannot be filtered by
            order__kind = 'sale' | order__kind =        | cannot be read
            """)
    void namesWhatIsWrongWithARollup(String right, String wrong, String said) {
        assertThatThrownBy(() -> catalog(ROLLUP.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.faults())
                                .anySatisfy(fault -> assertThat(fault.detail()).contains(said)));
    }

    @Test
    void refusesMetricsThatUseThemselves() {
        String circle = """
                metrics:
                  - {name: a, type: ratio, type_params: {numerator: b, denominator: b}}
                  - {name: b, type: ratio, type_params: {numerator: a, denominator: a}}
                """;
        assertThatThrownBy(() -> catalog(circle)).hasMessageContaining("uses itself");
        assertThatThrownBy(() -> catalog("metrics: [")).hasMessageContaining("not YAML");
    }

    private static String version(String yaml) {
        return catalog(yaml).metric(new MetricName("revenue")).version();
    }

    private static MetricCatalog catalog(String yaml) {
        return MetricCatalog.of("storefront", "c0ffee", Map.of("orders.yaml", yaml));
    }

    @Test
    void listsModelsAndMeasures() {
        assertThat(catalog.models()).extracting(SemanticModel::name).isEqualTo(List.of("orders"));
        assertThat(catalog.measure("order_amount").measure().aggregation()).isEqualTo(Aggregation.SUM);
    }
}
