package dev.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders hear while others are away: never a 2xx, always soon. */
class KafkaAwayTest {

    private static final String EVENT =
            "{'event_id':'e','type':'order_placed','event_time':'%s','properties':{'order_id':'o','amount':'1'}}";

    @TempDir
    private Path home;

    @Test
    void withoutABrokerEverythingIs503AtOnce() throws Exception {
        try (FakePortal portal = new FakePortal(Example.config(""));
                Collector collector = collector("127.0.0.1:" + freePort(), portal.address());
                Client client = new Client(collector.port())) {
            Client.Answer health = client.awaitHealth(answer -> answer.json()
                    .at("/components/configuration/status")
                    .asText()
                    .equals("UP"));
            assertThat(health.status()).isEqualTo(503);
            assertAway(client);
        }
    }

    @Test
    void aBrokerThatAcceptsConnectionsAndSaysNothingIsNoBroker() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                FakePortal portal = new FakePortal(Example.config(""));
                Collector collector = collector("127.0.0.1:" + mute.getLocalPort(), portal.address());
                Client client = new Client(collector.port())) {
            client.awaitHealth(answer -> answer.json()
                    .at("/components/configuration/status")
                    .asText()
                    .equals("UP"));
            assertAway(client);
        }
    }

    @Test
    void withoutThePortalTheCopyOfAnEarlierRunServes() throws Exception {
        Files.write(home.resolve("collection.json"), Example.config("").toJson());
        try (Collector collector = collector("127.0.0.1:" + freePort(), URI.create("http://127.0.0.1:" + freePort()));
                Client client = new Client(collector.port())) {
            client.awaitHealth(answer -> answer.json()
                    .at("/components/configuration/details/from")
                    .asText()
                    .equals("copy"));
            assertThat(client.post("/v1/events", "guess", "{}").status()).isEqualTo(401);
        }
    }

    @Test
    void withoutPortalAndCopyNobodyIsLetIn() throws Exception {
        try (Collector collector = collector("127.0.0.1:" + freePort(), URI.create("http://127.0.0.1:" + freePort()));
                Client client = new Client(collector.port())) {
            Client.Answer answer = client.post("/v1/events", Example.STRICT_KEY, "{}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("no-configuration");
            assertThat(client.get("/actuator/health").status()).isEqualTo(503);
        }
    }

    private static void assertAway(Client client) {
        String event = EVENT.formatted(Instant.now());
        for (int i = 0; i < 20; i++) {
            Instant asked = Instant.now();
            for (Client.Answer answer : new Client.Answer[] {
                client.post("/v1/events", Example.STRICT_KEY, event),
                client.post("/v1/events", Example.PERMISSIVE_KEY, "{}"),
                client.post("/v1/batch", Example.STRICT_KEY, "{'events':[" + event + "]}")
            }) {
                assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("kafka-unavailable");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    private Collector collector(String kafka, URI portal) {
        return Collector.start(
                new CollectorSettings(
                        "127.0.0.1",
                        0,
                        kafka,
                        portal,
                        Optional.empty(),
                        home.resolve("collection.json"),
                        CollectorSettings.Limits.DEFAULT,
                        Duration.ofSeconds(2),
                        CollectorSettings.Enrichment.DEFAULT,
                        Optional.empty()),
                InstantSource.system());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
