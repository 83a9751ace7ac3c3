package dev.tidemark.definitions.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.SmallCompany;
import dev.tidemark.definitions.proposals.ProposalCheck.Outcome;
import dev.tidemark.definitions.proposals.internal.DefinitionsCheck;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsCheckTest {

    private static final String DAILY = """
            owner: web
            description: Orders by day.
            inputs: [model.fact_orders]
            """;

    private final SortedMap<String, String> before = SmallCompany.files();

    DefinitionsCheckTest() {
        before.put("shop/transforms/agg_daily_orders.yaml", DAILY);
        before.put("shop/transforms/agg_daily_orders.sql", "SELECT count(*) AS orders FROM model.fact_orders\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop/transforms/fact_orders.sql  | ordered_at FROM     | ordered_at, source FROM | transform fact_orders CHANGES_NUMBERS",
                "shop/transforms/fact_orders.yaml | every: PT5M         | every: PT10M            | transform fact_orders WORDING",
                "shop/sources/web-shop.yaml       | mode: strict        | mode: permissive        | source web-shop ADDITIVE",
                "shop/events/orders/order_placed.yaml | An order.       | Someone ordered.        | event type order_placed WORDING",
                "shop/events/orders/order_placed.avsc | '\"order_id\", \"type\": \"string\"' | '\"order_id\", \"type\": \"string\", \"doc\": \"x\"' | event type order_placed ADDITIVE",
            })
    void aChangeHasAWeight(String path, String from, String to, String effect) {
        assertThat(effects(path, from, to)).contains(effect);
    }

    @Test
    void whatIsMadeFromWhatChangesChangesToo() {
        assertThat(effects("shop/transforms/fact_orders.sql", "ordered_at FROM", "ordered_at, source FROM"))
                .containsExactly("transform fact_orders CHANGES_NUMBERS", "transform agg_daily_orders CHANGES_NUMBERS");
    }

    @Test
    void whatIsRemovedBreaks() {
        SortedMap<String, String> after = new TreeMap<>(before);
        after.keySet().removeIf(path -> path.contains("agg_daily_orders"));
        assertThat(effects(new DefinitionsCheck().look(new Change(before, after))))
                .containsExactly("transform agg_daily_orders BREAKING");
    }

    @Test
    void whatDoesNotHoldTogetherIsAFaultAndHasNoEffects() {
        Outcome outcome = look("shop/transforms/fact_orders.yaml", "owner: web", "owner: wbe");
        assertThat(outcome.effects()).isEmpty();
        assertThat(outcome.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.FAULT);
            assertThat(finding.where()).isEqualTo("shop/transforms/fact_orders.yaml:1");
        });
    }

    private List<String> effects(String path, String from, String to) {
        return effects(look(path, from, to));
    }

    private static List<String> effects(Outcome outcome) {
        assertThat(outcome.findings()).isEmpty();
        return outcome.effects().stream()
                .map(effect -> effect.kind() + " " + effect.name() + " " + effect.weight())
                .toList();
    }

    private Outcome look(String path, String from, String to) {
        SortedMap<String, String> after = new TreeMap<>(before);
        String text = before.getOrDefault(path, "");
        assertThat(text).contains(from);
        after.put(path, text.replace(from, to));
        return new DefinitionsCheck().look(new Change(before, after));
    }
}
