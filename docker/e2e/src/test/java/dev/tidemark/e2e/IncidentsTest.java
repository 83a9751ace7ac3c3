package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An event that does not fit is an incident of its source, and what is done about it is told. */
@Tag("engines")
@Order(1)
class IncidentsTest {

    private static final String INCIDENTS = "/api/v1/incidents";

    private final Platform platform = Platform.running();

    private JsonNode incidentOf(String source) {
        return Await.found(Await.SURELY, () -> {
            JsonNode found = platform.get(INCIDENTS + "?check=quarantine&subject=" + source, "analyst")
                    .json()
                    .get("incidents");
            assertThat(found.size()).as("unresolved incidents of " + source).isEqualTo(1);
            return found.get(0);
        });
    }

    @Test
    void aSourceWhoseEventsWaitIsAnIncidentAndWhatIsDoneAboutItIsTold() throws Exception {
        try (Hook hook = new Hook(platform, "end to end", Map.of("checks", List.of("quarantine")))) {
            Map<String, Object> order = Orders.placed("u-incident", "9.75", "Atlantis");
            Orders.properties(order).put("amount", 9.75);
            platform.collect("/v1/events", Optional.of(platform.writeKey("partner-feed")), Orders.json(order));
            String path = INCIDENTS + "/" + incidentOf("partner-feed").get("id").asLong();

            assertThat(platform.post(path + "/assign", "analyst", Map.of("to", "builder"))
                            .status())
                    .isEqualTo(403);
            Platform.Reply assigned = platform.post(path + "/assign", "builder", Map.of("to", "builder"));
            assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);

            Hook.Got told = hook.told("\"incident.assigned\"");
            assertThat(told.body())
                    .contains("partner-feed", path.substring("/api/v1".length()))
                    .doesNotContain("9.75");
            Await.until(Await.SURELY, () -> assertThat(hook.deliveries()).contains(told.id(), "\"state\":\"sent\""));
        }
    }
}
