package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An event that does not fit is an incident of its source, and what is done about it is told. */
@Tag("engines")
@Order(3)
class IncidentsTest {

    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String SUBSCRIPTIONS = "/api/v1/notices/subscriptions";

    private record Got(String id, String timestamp, String signature, String body) {}

    private final Platform platform = Platform.running();
    private final List<Got> got = new CopyOnWriteArrayList<>();

    private HttpServer receiver() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            got.add(new Got(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

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
        HttpServer server = receiver();
        JsonNode made = platform.post(
                        SUBSCRIPTIONS,
                        "admin",
                        Map.of(
                                "name",
                                "end to end",
                                "channel",
                                "webhook",
                                "target",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/hook",
                                "checks",
                                List.of("quarantine")))
                .json();
        String subscription = SUBSCRIPTIONS + "/" + made.get("id").asString();
        try {
            Map<String, Object> order = Orders.placed("u-incident", "9.75", "Atlantis");
            Orders.properties(order).put("amount", 9.75);
            platform.collect("/v1/events", Optional.of(platform.writeKey("partner-feed")), Orders.json(order));
            String path = INCIDENTS + "/" + incidentOf("partner-feed").get("id").asLong();

            assertThat(platform.post(path + "/assign", "analyst", Map.of("to", "builder"))
                            .status())
                    .isEqualTo(403);
            Platform.Reply assigned = platform.post(path + "/assign", "builder", Map.of("to", "builder"));
            assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);

            Got told = Await.found(
                    Await.SURELY,
                    () -> got.stream()
                            .filter(each -> each.body().contains("\"incident.assigned\""))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("nobody was told: " + got)));
            assertThat(told.signature()).isEqualTo(signature(made.get("secret").asString(), told));
            assertThat(told.body())
                    .contains("partner-feed", path.substring("/api/v1".length()))
                    .doesNotContain("9.75");
            Await.until(
                    Await.SURELY,
                    () -> assertThat(platform.get(subscription + "/deliveries", "admin")
                                    .body())
                            .contains(told.id(), "\"state\":\"sent\""));
        } finally {
            platform.send(HttpRequest.newBuilder(platform.portal(subscription))
                    .header("Authorization", "Bearer " + platform.apiToken("admin"))
                    .DELETE());
            server.stop(0);
        }
    }

    private static String signature(String secret, Got told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] hash =
                mac.doFinal((told.id() + "." + told.timestamp() + "." + told.body()).getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(hash);
    }
}
