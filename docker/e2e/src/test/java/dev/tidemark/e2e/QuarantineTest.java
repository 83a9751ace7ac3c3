package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders that do not fit become part of the revenue once they are repaired, once. */
@Tag("engines")
@Order(3)
class QuarantineTest {

    private static final String QUARANTINE = "/api/v1/quarantine";

    private final Platform platform = Platform.running();

    /** A field that nobody else misspells like that, so that the cause is ours alone. */
    private final String misspelled = "curr_" + UUID.randomUUID().toString().replace("-", "");

    private final String country = "Atlantis " + UUID.randomUUID();

    private List<Object> wrongOrders(int count) {
        List<Object> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> event = Orders.placed("u-quarantine", "10.25", country);
            Orders.properties(event).remove("currency");
            Orders.properties(event).put(misspelled, "GBP");
            events.add(event);
        }
        return events;
    }

    private JsonNode cause() {
        return Await.found(Await.SURELY, () -> {
            JsonNode causes = platform.get(QUARANTINE + "?family=orders", "analyst")
                    .json()
                    .get("causes");
            for (JsonNode cause : causes) {
                if (cause.get("places").toString().contains(misspelled)) {
                    return cause;
                }
            }
            throw new AssertionError("no cause with " + misspelled + " in " + causes);
        });
    }

    private List<JsonNode> answer() {
        List<JsonNode> rows = new ArrayList<>();
        platform.query(Map.of(
                        "metrics",
                        List.of("revenue", "orders"),
                        "where",
                        List.of("{{ Dimension('order__country') }} = '" + country + "'"),
                        "time_range",
                        Map.of("start", Instant.now().minus(Duration.ofHours(1)).toString())))
                .get("rows")
                .forEach(rows::add);
        return rows;
    }

    @Test
    void whatDidNotFitIsTriedSentBackAndCountedOnce() {
        Platform.Reply taken = platform.collect(
                "/v1/batch",
                Optional.of(platform.writeKey("partner-feed")),
                Orders.json(Map.of("events", wrongOrders(20))));
        assertThat(taken.json().get("quarantined").intValue()).isEqualTo(20);
        String path = QUARANTINE + "/"
                + Await.found(Await.SURELY, () -> {
                            JsonNode cause = cause();
                            assertThat(cause.get("held").intValue()).isEqualTo(20);
                            return cause;
                        })
                        .get("id")
                        .asString();
        assertThat(platform.get(path + "/events", "analyst").status()).isEqualTo(403);
        assertThat(platform.post(path + "/replays", "analyst", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(platform.get(path + "/events?limit=1", "builder").body()).contains("Atlantis");

        Map<String, Object> useless = Map.of("steps", List.of(Map.of("op", "drop", "at", "/properties/" + misspelled)));
        JsonNode failing =
                platform.post(path + "/rehearsal", "builder", useless).json();
        assertThat(failing.get("passed").intValue()).isZero();
        assertThat(failing.at("/remaining/0/places/0/pointer").asString()).isEqualTo("/properties/currency");

        List<Object> steps = List.of(Map.of("op", "rename", "at", "/properties/" + misspelled, "to", "currency"));
        JsonNode rehearsal = platform.post(path + "/rehearsal", "builder", Map.of("steps", steps))
                .json();
        assertThat(rehearsal.get("passed").intValue()).isEqualTo(20);
        assertThat(answer())
                .allMatch(row -> row.get(1).isNull() || row.get(1).asString().equals("0"));

        Map<String, Object> order = Map.of("steps", steps, "reason", "the partner renamed the field");
        assertThat(platform.post(path + "/replays", "builder", Map.of("steps", steps))
                        .status())
                .isEqualTo(400);
        Platform.Reply begun = platform.post(path + "/replays", "builder", order);
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        String replay = QUARANTINE + "/replays/" + begun.json().get("id").asLong();
        Await.until(Await.SURELY, () -> {
            JsonNode now = platform.get(replay, "analyst").json();
            assertThat(now.get("state").asString()).as(now.toString()).isEqualTo("done");
            assertThat(now.get("released").intValue()).isEqualTo(20);
        });
        assertThat(platform.post(path + "/replays", "builder", order)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("nothing-held");

        Await.until(Await.SURELY, () -> {
            assertThat(answer()).hasSize(1);
            assertThat(answer().getFirst().get(0).asString()).isEqualTo("205.00");
            assertThat(answer().getFirst().get(1).asString()).isEqualTo("20");
        });
        assertThat(platform.get(path + "/events?state=released&limit=1", "builder")
                        .body())
                .contains("events.orders/");
    }
}
