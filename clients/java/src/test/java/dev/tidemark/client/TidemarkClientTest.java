package dev.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.client.internal.EventText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidemarkClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ClientSettings QUICK = ClientSettings.DEFAULT
            .withBatches(10, 100_000, Duration.ofMillis(5))
            .withPauses(Duration.ofMillis(1), Duration.ofMillis(20))
            .withPatience(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(10));

    private final FakeCollector collector = new FakeCollector();
    private final Map<String, Outcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());

    @AfterEach
    void stop() {
        collector.close();
    }

    private TidemarkClient client(ClientSettings settings) {
        return TidemarkClient.open(collector.address(), "a-key", settings, outcomes::put);
    }

    private static Event numbered(int n) {
        return Event.of("order_placed").with("n", n);
    }

    private static List<Integer> upTo(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    @Test
    void eventsAreStoredOnceInTheOrderOfTheCalls() {
        List<String> sent = new ArrayList<>();
        try (TidemarkClient client = client(QUICK)) {
            for (int i = 0; i < 95; i++) {
                sent.add(client.send(numbered(i)));
            }
        }
        assertThat(collector.numbers).isEqualTo(upTo(95));
        assertThat(collector.ids).isEqualTo(sent);
        assertThat(outcomes.keySet()).containsExactlyElementsOf(sent);
        assertThat(outcomes.values()).containsOnly(new Outcome.Stored());
    }

    @Test
    void whatWasNotConfirmedIsSentAgainWithTheSameIds() {
        collector.first(FakeCollector.answers(503, "{\"code\":\"kafka-unavailable\"}", "Retry-After", "0"));
        collector.first((exchange, ids) -> {
            exchange.close(); // the connection breaks in the middle
            return true;
        });
        collector.first(FakeCollector.answers(502, "<html>a proxy</html>"));
        collector.first(FakeCollector.answers(207, "{\"results\":[]}"));
        collector.first(FakeCollector.answers(200, "this is no JSON"));
        collector.first(FakeCollector.answers(401, "{\"code\":\"unknown-write-key\"}"));
        try (TidemarkClient client = client(QUICK)) {
            for (int i = 0; i < 30; i++) {
                client.send(numbered(i));
            }
            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.figures().retries()).isEqualTo(6);
            assertThat(client.figures().stored()).isEqualTo(30);
            assertThat(client.figures().lastFailure()).isEmpty();
        }
        assertThat(collector.numbers).isEqualTo(upTo(30));
    }

    @Test
    void aSenderThatIsTooFastWaitsAsLongAsItIsAsked() {
        collector.first(FakeCollector.answers(429, "{\"code\":\"rate-limited\"}", "Retry-After", "1"));
        long began = System.nanoTime();
        try (TidemarkClient client = client(QUICK)) {
            client.send(numbered(0));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anEventThatDoesNotFitIsToldAndTheOthersAreStored() {
        collector.first((exchange, ids) -> {
            FakeCollector.answer(
                    exchange,
                    207,
                    "{\"results\":[{\"event_id\":\"" + ids.get(0)
                            + "\",\"status\":422,\"problem\":{\"code\":\"invalid-event\","
                            + "\"detail\":\"1 fault\",\"errors\":[{\"pointer\":\"/properties/n\"}]}},{\"event_id\":\""
                            + ids.get(1) + "\",\"status\":202,\"partition\":1,\"offset\":7},{\"event_id\":\""
                            + ids.get(2)
                            + "\",\"status\":202,\"quarantined\":true,\"problem\":{\"code\":\"unknown-type\",\"detail\":\"x\"}}]}");
            return true;
        });
        try (TidemarkClient client = client(QUICK.withBatches(3, 100_000, Duration.ofSeconds(5)))) {
            for (int i = 0; i < 3; i++) {
                client.send(numbered(i));
            }
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(outcomes.values())
                .containsExactly(
                        new Outcome.Refused("invalid-event", "1 fault"),
                        new Outcome.Stored(),
                        new Outcome.Quarantined("unknown-type", "x"));
    }

    @Test
    void aBatchThatIsTooLargeIsHalved() {
        for (int i = 0; i < 3; i++) {
            collector.first((exchange, ids) -> {
                if (ids.size() > 2) {
                    FakeCollector.answer(exchange, 413, "{\"code\":\"body-too-large\"}");
                    return true;
                }
                return false;
            });
        }
        try (TidemarkClient client = client(QUICK.withBatches(8, 100_000, Duration.ofSeconds(5)))) {
            for (int i = 0; i < 8; i++) {
                client.send(numbered(i));
            }
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(collector.numbers).isEqualTo(upTo(8));
    }

    @Test
    void aFullQueueIsToldOrWaitedFor() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        collector.first((exchange, ids) -> {
            await(goOn);
            return false;
        });
        try (TidemarkClient client = client(QUICK.withQueue(400, ClientSettings.WhenFull.GIVE_UP))) {
            for (int i = 0; i < 10; i++) {
                client.send(numbered(i));
            }
            assertThat(client.figures().givenUp()).isBetween(6L, 9L);
            assertThat(outcomes.values()).containsOnly(new Outcome.GivenUp("the queue is full"));
            goOn.countDown();
        }
        try (TidemarkClient client = client(QUICK.withQueue(400, ClientSettings.WhenFull.WAIT))) {
            for (int i = 100; i < 150; i++) {
                client.send(numbered(i));
            }
        }
        assertThat(collector.numbers)
                .containsAll(IntStream.range(100, 150).boxed().toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingGivesUpWhatNobodyTakesAndSaysWhy() {
        collector.close();
        TidemarkClient client =
                client(QUICK.withPatience(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMillis(100)));
        for (int i = 0; i < 25; i++) {
            client.send(numbered(i));
        }
        client.close();
        assertThat(outcomes).hasSize(25);
        assertThat(outcomes.values()).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.GivenUp.class));
        assertThatThrownBy(() -> client.send(numbered(25))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aQueueOnDiskOutlivesItsClient(@TempDir Path directory) {
        ClientSettings disk = QUICK.withDisk(directory, 1_000_000)
                .withPatience(Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofMillis(50));
        for (int i = 0; i < 12; i++) {
            collector.first(FakeCollector.answers(503, "{}"));
        }
        try (TidemarkClient client = client(disk.withPauses(Duration.ofSeconds(5), Duration.ofSeconds(5)))) {
            for (int i = 0; i < 25; i++) {
                client.send(numbered(i));
            }
            assertThatThrownBy(() -> client(disk)).hasMessageContaining("a directory of its own");
        }
        assertThat(outcomes).isEmpty();
        try (TidemarkClient client = client(disk)) {
            client.send(numbered(25));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(collector.numbers).isEqualTo(upTo(26));
    }

    @Test
    void propertiesAreWrittenAsTheCollectorReadsThem() {
        String text = new String(
                EventText.of(
                        Event.of("order_placed")
                                .byUser("u-1")
                                .inVersion(3)
                                .with("amount", new BigDecimal("12.50"))
                                .with("lines", List.of(Map.of("sku", "a\"b")))
                                .with("gift", true)
                                .with("weight", 1.5),
                        "id-1",
                        Instant.parse("2026-11-26T10:00:00Z")),
                StandardCharsets.UTF_8);
        assertThat(text)
                .isEqualTo("{\"event_id\":\"id-1\",\"type\":\"order_placed\",\"schema_version\":3,"
                        + "\"event_time\":\"2026-11-26T10:00:00Z\",\"user_id\":\"u-1\",\"properties\":{\"amount\":\"12.50\","
                        + "\"lines\":[{\"sku\":\"a\\\"b\"}],\"gift\":true,\"weight\":1.5}}");
        assertThatThrownBy(() -> client(QUICK).send(Event.of("x").with("n", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(client(QUICK).send(Event.of("x").with("big", "y".repeat(600_000))))
                .isNotEmpty();
        assertThat(outcomes.values()).hasExactlyElementsOfTypes(Outcome.Refused.class);
    }
}
