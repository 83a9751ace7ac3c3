package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A change to the definitions, from the proposal to the answer. */
@Tag("engines")
@Order(1)
class ProposalTest {

    private static final String FILE = "storefront/metrics/pence.yaml";
    private static final String PENCE = """
            metrics:
              - name: revenue_in_pence
                label: Revenue in pence
                description: What placed orders cost, in pence.
                type: derived
                type_params:
                  expr: revenue * 100
                  metrics: [revenue]
                config: {meta: {tidemark: {owner: finance, status: proposed, unit: pence}}}
            """;

    private final Platform platform = Platform.running();

    @Test
    void aMetricIsAskedOnceItsProposalWasSignedAndPublishedAndItsOwnersAreToldOfBoth() throws Exception {
        assertThat(platform.ask(Map.of("metrics", List.of("revenue_in_pence"))).status())
                .isEqualTo(404);
        try (Hook hook =
                new Hook(platform, "finance", Map.of("about", List.of("proposals"), "owners", List.of("finance")))) {
            JsonNode proposal = platform.post(
                            "/api/v1/proposals",
                            "builder",
                            Map.of("title", "Revenue in pence", "files", Map.of(FILE, PENCE)))
                    .json();
            String path = "/api/v1/proposals/" + proposal.get("id").asLong();
            assertThat(proposal.at("/signatures/0/name").asString()).isEqualTo("finance");
            assertThat(hook.told("\"proposal.opened\"").body())
                    .contains("It awaits finance.", path.substring("/api/v1".length()));
            assertThat(platform.post(path + "/publication", "builder", Map.of()).status())
                    .isEqualTo(409);
            assertThat(platform.post(path + "/approvals", "analyst", Map.of()).status())
                    .isEqualTo(403);
            assertThat(platform.post(path + "/approvals", "finance", Map.of("text", "Good"))
                            .status())
                    .isEqualTo(200);

            JsonNode published =
                    platform.post(path + "/publication", "builder", Map.of()).json();

            assertThat(published.get("state").asString()).isEqualTo("published");
            Await.until(Await.SURELY, () -> {
                JsonNode answer = platform.query(Map.of(
                        "metrics",
                        List.of("revenue_in_pence"),
                        "time_range",
                        Map.of("start", Instant.now().minus(Duration.ofHours(1)).toString())));
                assertThat(answer.at("/receipt/definitions/0/commit").asString())
                        .isEqualTo(published.get("published").asString());
            });
            assertThat(hook.told("\"proposal.published\"").body()).doesNotContain("Good");
        }
    }

    @Test
    void aSchemaThatBreaksReadersCannotBePublishedWhoeverSignsIt() {
        JsonNode proposal = platform.post(
                        "/api/v1/proposals",
                        "builder",
                        Map.of(
                                "title",
                                "Forget the amount",
                                "files",
                                Map.of("storefront/events/orders/order_placed.avsc", """
                                        {"type": "record", "name": "order_placed", "namespace": "dev.tidemark.storefront",
                                         "fields": [{"name": "order_number", "type": "long"}]}
                                        """)))
                .json();
        String path = "/api/v1/proposals/" + proposal.get("id").asLong();
        assertThat(platform.post(path + "/approvals", "admin", Map.of()).status())
                .isEqualTo(200);

        Platform.Reply refused = platform.post(path + "/publication", "admin", Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asString()).isEqualTo("proposal-not-ready");
        assertThat(refused.body()).contains("order_number");
        assertThat(platform.post(path + "/rejection", "admin", Map.of("text", "It breaks readers."))
                        .status())
                .isEqualTo(200);
    }
}
