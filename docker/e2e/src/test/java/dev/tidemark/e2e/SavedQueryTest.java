package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A question under a name, from an analyst's proposal to the answer. */
@Tag("engines")
@Order(3)
class SavedQueryTest {

    private static final String FILE = "storefront/metrics/saved_queries/baskets_by_channel.yaml";
    private static final String SAVED = """
            saved_queries:
              - name: baskets_by_channel
                label: Baskets by channel
                query_params:
                  metrics: [revenue, average_order_value]
                  group_by: ["Dimension('order__channel')"]
                  order_by: [-revenue]
                  limit: 2
                config: {meta: {tidemark: {time_range: last_7_days}}}
            """;

    private final Platform platform = Platform.running();

    @Test
    void whatAnAnalystSavesIsAskedByItsNameOnceItsOwnerConsented() {
        JsonNode proposal = propose("analyst", FILE, SAVED).json();
        String path = "/api/v1/proposals/" + proposal.get("id").asLong();
        assertThat(proposal.at("/signatures/0/name").asString()).isEqualTo("finance");
        assertThat(proposal.at("/effects/0/text").asString()).isEqualTo("is new");
        assertThat(platform.post(path + "/approvals", "analyst", Map.of()).status())
                .isEqualTo(403);

        assertThat(platform.post(path + "/approvals", "finance", Map.of()).status())
                .isEqualTo(200);
        assertThat(platform.post(path + "/publication", "analyst", Map.of()).status())
                .isEqualTo(403);
        assertThat(platform.post(path + "/publication", "finance", Map.of()).status())
                .isEqualTo(200);

        Await.until(Await.SURELY, () -> {
            JsonNode answer = platform.query(Map.of("saved_query", "baskets_by_channel"));
            assertThat(answer.get("rows")).hasSize(2);
            assertThat(answer.at("/receipt/notices").toString())
                    .contains("This was asked as the saved query “Baskets by channel” (baskets_by_channel).");
        });
    }

    @Test
    void anAnalystProposesNothingElseAndNoQuestionAboutWhatIsNotThere() {
        assertThat(propose("analyst", "storefront/metrics/mine.yaml", "metrics: []\n")
                        .status())
                .isEqualTo(403);
        JsonNode wrong = propose(
                        "analyst",
                        FILE.replace("baskets", "carts"),
                        SAVED.replace("baskets_", "carts_").replace("[revenue,", "[revenu,"))
                .json();
        assertThat(wrong.get("checks").toString())
                .contains("asks for the metric revenu, which does not exist. Did you mean revenue");
        platform.post("/api/v1/proposals/" + wrong.get("id").asLong() + "/withdrawal", "analyst", Map.of());
    }

    private Platform.Reply propose(String who, String file, String text) {
        return platform.post(
                "/api/v1/proposals", who, Map.of("title", "Baskets by channel", "files", Map.of(file, text)));
    }
}
