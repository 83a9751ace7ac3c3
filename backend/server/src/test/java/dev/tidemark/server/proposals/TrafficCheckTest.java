package dev.tidemark.server.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.definitions.Seed;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.definitions.proposals.Finding;
import dev.tidemark.traffic.SeenEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A change to the demo company's orders, against orders that really came. */
class TrafficCheckTest {

    private static final String FILE = "storefront/events/orders/order_placed.avsc";
    private static final String VOUCHER =
            "    {\"name\": \"voucher\", \"type\": [\"null\", \"string\"], \"default\": null, \"doc\": \"The voucher that was redeemed.\"}";

    private final SortedMap<String, String> before = Seed.ofClassPath();
    private final List<SeenEvent> traffic = new ArrayList<>();
    private int reads;
    private List<String> held = List.of();

    private static SeenEvent order(String type, boolean voucher) {
        ObjectNode properties = JsonNodeFactory.instance
                .objectNode()
                .put("order_id", "o")
                .put("amount", "1.00")
                .put("currency", "GBP")
                .put("country", "France")
                .put("voucher", voucher ? "SUMMER" : null);
        return new SeenEvent(type, 1, voucher ? "web-shop" : "mobile-app", Instant.EPOCH, properties);
    }

    private List<Finding> check(String from, String to) {
        SortedMap<String, String> after = new TreeMap<>(before);
        String text = before.getOrDefault(FILE, "");
        assertThat(text).contains(from);
        after.put(FILE, text.replace(from, to));
        return look(after);
    }

    private List<Finding> look(SortedMap<String, String> after) {
        RecentSample sample = new RecentSample(
                (family, most) -> {
                    reads++;
                    return family.equals("orders") ? traffic : List.of();
                },
                Clock.systemUTC());
        TrafficCheck check = new TrafficCheck(sample, type -> held);
        check.look(new Change(before, after));
        return check.look(new Change(before, after)).findings();
    }

    @Test
    void whoCarriesAFieldThatGoesIsNamedAndTheirEventsAreCounted() {
        for (int i = 0; i < 8; i++) {
            traffic.add(order("order_placed", i % 4 == 0));
        }
        traffic.add(order("order_cancelled", true));
        List<Finding> findings = check(",\n" + VOUCHER, "");
        assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.WARNING);
        assertThat(findings)
                .extracting(Finding::text)
                .anySatisfy(
                        text -> assertThat(text)
                                .isEqualTo(
                                        "voucher is carried by 25 % of the last 8 events, with 1 different values, from web-shop."))
                .anySatisfy(text -> assertThat(text).startsWith("2 of the last 8 events would no longer fit"));
        assertThat(reads).as("a draft that is looked at twice reads Kafka once").isEqualTo(1);
    }

    @Test
    void whatNobodyCarriesMayGoQuietly() {
        traffic.add(order("order_placed", false));
        assertThat(check(",\n" + VOUCHER, "")).extracting(Finding::level).containsOnly(Finding.Level.NOTE);
    }

    @Test
    void whatIsInQuarantineIsTriedToo() {
        held = List.of(
                "{\"properties\": {\"order_id\": \"o\", \"amount\": \"1\", \"currency\": \"GBP\", \"country\": \"France\", \"gift\": true}}",
                "{\"properties\": {\"order_id\": 7}}",
                "no JSON");
        assertThat(check(
                        VOUCHER,
                        VOUCHER + ",\n    {\"name\": \"gift\", \"type\": [\"null\", \"boolean\"], \"default\": null}"))
                .extracting(Finding::text)
                .contains(
                        "1 of 2 events in quarantine would fit and could be sent back.",
                        "No event of this type has come lately, so nothing says how it is used.");
    }

    @Test
    void aTypeThatIsStillSentIsNotTakenAwayUnnoticed() {
        traffic.add(order("order_placed", true));
        SortedMap<String, String> after = new TreeMap<>(before);
        after.remove(FILE);
        assertThat(look(after)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
            assertThat(finding.text()).contains("web-shop");
        });
    }
}
