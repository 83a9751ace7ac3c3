package dev.tidemark.catalog.ossie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OssieReadTest {

    private static final String STORE = """
            version: "0.2.0.dev0"
            semantic_model:
              - name: store
                datasets:
                  - name: tickets
                    source: dw.sales.store_tickets
                    primary_key: [item_sk, ticket_no]
                    fields:
                      - {name: sold_on, expression: {dialects: [{dialect: ANSI_SQL, expression: sold_on}]}, datatype: Date, dimension: {is_time: true}}
                      - {name: paid, expression: {dialects: [{dialect: ANSI_SQL, expression: quantity * price}]}, datatype: Decimal}
                      - {name: note, expression: {dialects: [{dialect: ANSI_SQL, expression: note}]}, label: hidden}
                  - name: buyers
                    source: sales.buyers
                    primary_key: [buyer_sk]
                    fields:
                      - {name: born_on, expression: {dialects: [{dialect: ANSI_SQL, expression: born_on}]}, datatype: Date, dimension: {}}
                      - {name: land, expression: {dialects: [{dialect: ANSI_SQL, expression: country}]}, dimension: {}, ai_context: {synonyms: [nation]}}
                relationships:
                  - {name: buyer_of, from: tickets, to: buyers, from_columns: [buyer_sk], to_columns: [buyer_sk]}
                  - {name: payer_of, from: tickets, to: buyers, from_columns: [payer_sk], to_columns: [buyer_sk]}
                  - {name: back, from: buyers, to: tickets, from_columns: [last_ticket], to_columns: [ticket_no]}
                  - {name: wide, from: tickets, to: buyers, from_columns: [a, b], to_columns: [c, d]}
                metrics:
                  - {name: turnover, expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(tickets.paid)}]}, ai_context: {synonyms: [sales], instructions: ask}}
                  - {name: per_buyer, expression: {dialects: [{dialect: ANSI_SQL, expression: "SUM(tickets.paid) / COUNT(DISTINCT buyers.buyer_sk)"}]}}
                  - {name: tax, expression: {dialects: [{dialect: ANSI_SQL, expression: "0.2 * (SUM(tickets.paid) - SUM(tickets.discount))"}]}}
                  - {name: spread, expression: {dialects: [{dialect: ANSI_SQL, expression: STDDEV_POP(tickets.paid)}]}}
                  - {name: mixed, expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(tickets.paid * buyers.rate)}]}}
                  - {name: elsewhere, expression: {dialects: [{dialect: MDX, expression: "[Measures].[x]"}]}}
            """;

    private final Ossie.Imported read = Ossie.read("store.yaml", STORE);
    private final MetricCatalog catalog = MetricCatalog.of("store", "c0ffee", read.files());

    @Test
    void readsAggregatesAsSimpleMetricsRatiosAndDerivedMetrics() {
        assertThat(definition("turnover")).isInstanceOf(MetricDefinition.Simple.class);
        assertThat(catalog.measure("turnover").measure().expression().names()).containsExactly("quantity", "price");
        assertThat(definition("per_buyer")).isInstanceOfSatisfying(MetricDefinition.Ratio.class, ratio -> {
            assertThat(ratio.numerator().metric().value()).isEqualTo("turnover");
            assertThat(ratio.denominator().metric().value()).isEqualTo("per_buyer_part_2");
        });
        assertThat(definition("tax"))
                .isInstanceOfSatisfying(
                        MetricDefinition.Derived.class,
                        derived -> assertThat(derived.inputs())
                                .extracting(input -> input.metric().value())
                                .containsExactly("turnover", "tax_part_2"));
        assertThat(catalog.metric(new MetricName("turnover")).synonyms()).containsExactly("sales");
    }

    @Test
    void relationshipsLeadToDimensionsInEachRole() {
        assertThat(catalog.dimensions(catalog.metric(new MetricName("turnover"))))
                .extracting(dimension -> dimension.name())
                .contains("buyers__land", "payer_of__land");
        assertThat(catalog.models().getFirst().relation()).contains("sales.store_tickets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            datasets/tickets|primary key of 2 columns
            datasets/tickets|database dw
            fields/note|label
            fields/note|no dimension
            fields/land|synonyms
            relationships/back|circle
            relationships/wide|2 columns
            metrics/turnover|instructions
            metrics/per_buyer|joined rows
            metrics/spread|The metric
            metrics/mixed|The metric
            metrics/elsewhere|MDX
            metrics/elsewhere|The metric
            """)
    void listsWhatIsLost(String where, String what) {
        assertThat(read.losses()).anySatisfy(loss -> {
            assertThat(loss.where()).startsWith("store.yaml:").endsWith(where);
            assertThat(loss.what()).contains(what);
            assertThat(loss.consequence()).isNotBlank();
            assertThat(loss.remedy()).isNotBlank();
        });
    }

    @Test
    void aMetricThatCannotBeReadLeavesTheOthers() {
        assertThat(catalog.metrics())
                .extracting(metric -> metric.name().value())
                .containsExactlyInAnyOrder("turnover", "per_buyer", "per_buyer_part_2", "tax", "tax_part_2");
    }

    @Test
    void metricsOfADatasetWithoutTimeHaveNone() {
        String timeless = STORE.replace("datatype: Date, dimension: {is_time: true}", "datatype: Integer");
        Ossie.Imported imported = Ossie.read("store.yaml", timeless);
        MetricCatalog read = MetricCatalog.of("store", "c0ffee", imported.files());
        assertThat(read.measure("turnover").measure().timeDimension()).isEmpty();
        assertThat(read.dimensions(read.metric(new MetricName("turnover"))))
                .extracting(MetricDimension::name)
                .isNotEmpty()
                .doesNotContain(MetricCatalog.METRIC_TIME);
        assertThat(imported.losses())
                .filteredOn(loss -> loss.what().startsWith("The time of its metrics"))
                .hasSize(1);
        assertThat(Ossie.read("again.yaml", Ossie.write(read).document()).losses())
                .isEmpty();
    }

    @Test
    void readsTheSameAsJsonWithTabs() {
        String json =
                "{\n\t\"version\": \"0.1.1\",\n\t\"semantic_model\": [{\"name\": \"a\", \"datasets\": [{\"name\": \"t\","
                        + " \"source\": \"s.t\"}]}]\n}";
        assertThat(Ossie.isDocument(json)).isTrue();
        assertThat(MetricCatalog.of("a", "c", Ossie.read("a.json", json).files())
                        .models())
                .hasSize(1);
    }

    @Test
    void knowsItsDocumentsFromDefinitions() {
        assertThat(Ossie.isDocument(STORE)).isTrue();
        assertThat(Ossie.isDocument("version: 2\nsemantic_models:\n  - name: a\n"))
                .isFalse();
        assertThat(Ossie.isDocument("version: 2\nsemantic_model:\n  name: a\n")).isFalse();
        assertThat(Ossie.isDocument("version: 2\nmodels:\n  - name: a\n    semantic_model: true\n"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source: dw.sales.store_tickets|source: [a]|store.yaml:6|must be a text
            source: sales.buyers|description: none|store.yaml:12|“source” is missing
            primary_key: [buyer_sk]|primary_key: buyer_sk|store.yaml:14|must be a list
            to: buyers, from_columns: [buyer_sk]|to: sellers, from_columns: [buyer_sk]|store.yaml:19|There are tickets, buyers
            to_columns: [c, d]|to_columns: [c]|store.yaml:22|the same number of columns
            dialect: MDX|dialect: PROLOG|store.yaml:29|is no dialect
            name: mixed|name: spread|store.yaml:28|stands here twice
            version: "0.2.0.dev0"|version: "7"|store.yaml:1|Known are 0.1.0, 0.1.1, 0.2.0.dev0
            datatype: Decimal|datatype: Money|store.yaml:10|is no datatype
            name: buyers|name: tickets|store.yaml:12|stands here twice
            """)
    void saysWhereADocumentIsWrong(String right, String wrong, String where, String what) {
        assertThat(faults(STORE.replace(right, wrong))).anySatisfy(fault -> {
            assertThat(fault.pointer()).startsWith(where);
            assertThat(fault.detail()).contains(what);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "a: [", "version: 1\nsemantic_model: &a [*a]\n", "--- {}\n--- {}\n"})
    void refusesWhatIsNoDocument(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThat(faults("semantic_model: " + "[".repeat(100_000)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("nested deeper"));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(faults("#".repeat(Part.LONGEST + 1)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("longer"));
    }

    private MetricDefinition definition(String name) {
        return catalog.metric(new MetricName(name)).definition();
    }

    private static List<Fault> faults(String text) {
        List<Fault> faults = new java.util.ArrayList<>();
        assertThatThrownBy(() -> Ossie.read("store.yaml", text))
                .isInstanceOfSatisfying(ProblemException.class, e -> faults.addAll(e.faults()));
        return faults;
    }
}
