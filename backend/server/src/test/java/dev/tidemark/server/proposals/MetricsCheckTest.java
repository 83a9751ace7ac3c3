package dev.tidemark.server.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.definitions.Seed;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Effect;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.definitions.proposals.ProposalCheck.Outcome;
import dev.tidemark.definitions.proposals.Weight;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A change to the demo company, as a builder there would make it. */
class MetricsCheckTest {

    private static final String FILE = "storefront/metrics/orders.yaml";

    private final SortedMap<String, String> before = Seed.ofClassPath();

    @Test
    void whoRelyOnAMetricAreSeenToChangeWithIt() {
        Outcome outcome = change("expr: amount", "expr: amount * 2");
        assertThat(outcome.effects())
                .filteredOn(effect -> effect.weight() == Weight.CHANGES_NUMBERS)
                .extracting(Effect::name)
                .contains("revenue", "average_order_value", "net_revenue");
        assertThat(outcome.findings())
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Finding.Level.WARNING))
                .anySatisfy(finding ->
                        assertThat(finding.text()).contains("revenue").contains("version: 2.0.0"));
    }

    @Test
    void aMetricThatCannotBeReadIsAFaultWithItsLine() {
        Outcome outcome = change("measure: order_amount", "measure: order_amuont");
        assertThat(outcome.findings()).anySatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.FAULT);
            assertThat(finding.where()).startsWith(FILE + ":");
            assertThat(finding.text()).contains("order_amount");
        });
    }

    @Test
    void aSavedQueryBelongsToTheOwnerOfItsFirstMetric() {
        assertThat(saved("limit: 20", "limit: 10").effects())
                .containsExactly(effect(Weight.CHANGES_NUMBERS, "asks for something else"));
        assertThat(saved("label: Sales by country", "label: Sales of countries").effects())
                .containsExactly(effect(Weight.WORDING, "is described differently"));
        assertThat(saved("name: sales_by_country", "name: by_country").effects())
                .extracting(Effect::name, Effect::weight)
                .containsExactly(tuple("by_country", Weight.ADDITIVE), tuple("sales_by_country", Weight.BREAKING));
    }

    @Test
    void aSavedQueryWhoseMetricDisappearedIsAFaultOfTheChange() {
        assertThat(saved("- orders", "- orderz").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .isEqualTo(
                                "The saved query sales_by_country asks for the metric orderz, which does not exist. Did you mean "
                                        + "orders? Write that instead, or remove the saved query."));
    }

    private static Effect effect(Weight weight, String text) {
        return new Effect("storefront", "saved query", "sales_by_country", Optional.of("finance"), weight, text);
    }

    private Outcome saved(String from, String to) {
        String file = "storefront/metrics/saved_queries/sales_by_country.yaml";
        SortedMap<String, String> after = new TreeMap<>(before);
        after.computeIfPresent(file, (path, text) -> text.replace(from, to));
        return new MetricsCheck().look(new Change(before, after));
    }

    private Outcome change(String from, String to) {
        SortedMap<String, String> after = new TreeMap<>(before);
        String text = before.getOrDefault(FILE, "");
        assertThat(text).contains(from);
        after.put(FILE, text.replace(from, to));
        return new MetricsCheck().look(new Change(before, after));
    }
}
