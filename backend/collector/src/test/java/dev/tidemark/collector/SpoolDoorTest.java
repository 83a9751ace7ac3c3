package dev.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.client.ClientSettings;
import dev.tidemark.client.Event;
import dev.tidemark.client.Outcome;
import dev.tidemark.client.TidemarkClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector with a spool, as senders and those who look after it meet it while nobody is at Kafka's address. */
@SuppressWarnings("NullAway.Init")
class SpoolDoorTest {

    @TempDir
    private Path home;

    private FakePortal portal;
    private Collector collector;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        portal = new FakePortal(Example.config(""));
        collector = Collector.start(
                new CollectorSettings(
                        "127.0.0.1",
                        0,
                        nobody(),
                        portal.address(),
                        Optional.empty(),
                        home.resolve("collection.json"),
                        CollectorSettings.Limits.DEFAULT,
                        Duration.ofSeconds(2),
                        CollectorSettings.Enrichment.DEFAULT,
                        Optional.of(new CollectorSettings.Spool(spool(), 1_000_000, 100_000))),
                InstantSource.system());
        client = new Client(collector.port());
        client.awaitHealth(health -> health.status() == 200);
    }

    @AfterEach
    void stop() {
        client.close();
        collector.close();
        portal.close();
    }

    @Test
    void aDiskThatFailsMakesTheCollectorUnhealthyUntilItIsWellAgain() throws IOException {
        deleteSpool();
        Client.Answer refused = client.post("/v1/events", Example.STRICT_KEY, WithCollector.order("e-1", "'1'"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("spool-failed");
        Client.Answer health = client.get("/actuator/health");
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().get("status").asText()).isEqualTo("DOWN");
        assertThat(health.json().at("/components/spool/status").asText()).isEqualTo("DOWN");
        assertThat(health.json().at("/components/spool/details/refuses").asText())
                .contains("NoSuchFileException");

        Files.createDirectory(spool());
        client.awaitHealth(answer -> answer.status() == 200);
        assertThat(client.post("/v1/events", Example.STRICT_KEY, WithCollector.order("e-1", "'1'"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void theJavaClientTakesWhatIsInTheSpoolForStored() {
        Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        URI address = URI.create("http://127.0.0.1:" + collector.port());
        ClientSettings settings = ClientSettings.DEFAULT.withBatches(25, 500_000, Duration.ofMillis(5));
        try (TidemarkClient sender = TidemarkClient.open(address, Example.STRICT_KEY, settings, outcomes::put)) {
            for (int i = 0; i < 100; i++) {
                sender.send(Event.of("order_placed")
                        .byUser("u-" + i % 7)
                        .with("order_id", "o-" + i)
                        .with("amount", new BigDecimal("12.50")));
            }
            assertThat(sender.flush(Duration.ofSeconds(30)))
                    .as("%s", sender.figures())
                    .isTrue();
            assertThat(sender.figures().stored()).isEqualTo(100);
            assertThat(sender.figures().retries()).isZero();
        }
        assertThat(outcomes.values()).hasSize(100).containsOnly(new Outcome.Stored());
        assertThat(client.get("/actuator/prometheus").response().body())
                .contains("tidemark_collector_spool_records 100.0");
    }

    private Path spool() {
        return home.resolve("spool");
    }

    private void deleteSpool() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(spool())) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(spool());
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
