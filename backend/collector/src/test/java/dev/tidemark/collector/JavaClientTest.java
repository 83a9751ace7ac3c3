package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.client.ClientSettings;
import dev.tidemark.client.Event;
import dev.tidemark.client.Outcome;
import dev.tidemark.client.TidemarkClient;
import dev.tidemark.events.Envelope;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client, a bad line, a collector and a Kafka, all but the line real. */
class JavaClientTest extends WithCollector {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ClientSettings SETTINGS = ClientSettings.DEFAULT
            .withBatches(25, 500_000, Duration.ofMillis(5))
            .withPauses(Duration.ofMillis(5), Duration.ofMillis(100))
            .withPatience(Duration.ofSeconds(5), Duration.ofMinutes(2), PATIENCE);

    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

    private static Event order(int n, String user) {
        return Event.of("order_placed").byUser(user).with("order_id", "o-" + n).with("amount", new BigDecimal("12.50"));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(Objects.requireNonNull(header(record, name)), UTF_8);
    }

    @Test
    void overABadLineEveryEventIsInKafkaAndEachUsersInOrder(@TempDir Path directory) throws Exception {
        Map<String, List<String>> sent = new HashMap<>();
        Set<String> missing = new HashSet<>();
        try (CuttingProxy line = new CuttingProxy(client.port(), 25);
                TidemarkClient sender = TidemarkClient.open(
                        line.address(), Example.STRICT_KEY, SETTINGS.withDisk(directory, 50_000_000), outcomes::put)) {
            for (int i = 0; i < 1_000; i++) {
                String user = "u-java-" + i % 7;
                String id = sender.send(order(i, user));
                sent.computeIfAbsent(user, each -> new ArrayList<>()).add(id);
                missing.add(id);
            }
            assertThat(sender.flush(PATIENCE)).as("%s", sender.figures()).isTrue();
            assertThat(sender.figures().stored()).isEqualTo(1_000);
            assertThat(line.cuts.get()).isGreaterThan(10);
        }
        Map<String, Set<String>> stored = new HashMap<>();
        until(prefix + "events.orders", records -> {
            ConsumerRecord<byte[], byte[]> record = records.get(records.size() - 1);
            if (record.key() == null) {
                return false; // a heartbeat
            }
            String user = new String(record.key(), UTF_8);
            if (user.startsWith("u-java-")) {
                stored.computeIfAbsent(user, each -> new LinkedHashSet<>()).add(text(record, Envelope.ID));
            }
            missing.remove(text(record, Envelope.ID));
            return missing.isEmpty();
        });
        sent.forEach((user, ids) ->
                assertThat(stored.get(user)).as("first copies of %s", user).containsExactlyElementsOf(ids));
    }

    @Test
    void whatDoesNotFitIsRefusedOrQuarantinedByItself() {
        URI address = URI.create("http://127.0.0.1:" + client.port());
        List<String> ids = new ArrayList<>();
        try (TidemarkClient strict = TidemarkClient.open(address, Example.STRICT_KEY, SETTINGS, outcomes::put)) {
            ids.add(strict.send(order(1, "u-x")));
            ids.add(strict.send(Event.of("order_placed").with("order_id", 5)));
            ids.add(strict.send(order(2, "u-x").with("order_id", "half of a pair \uD83D")));
            ids.add(strict.send(order(3, "u-x")));
        }
        assertThat(outcomes.get(ids.get(0))).isEqualTo(new Outcome.Stored());
        assertThat(outcomes.get(ids.get(1)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("invalid-event"));
        assertThat(outcomes.get(ids.get(2))).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(ids.get(3))).isEqualTo(new Outcome.Stored());
        try (TidemarkClient permissive =
                TidemarkClient.open(address, Example.PERMISSIVE_KEY, SETTINGS, outcomes::put)) {
            ids.add(permissive.send(Event.of("order_placed").with("order_id", 5)));
        }
        assertThat(outcomes.get(ids.get(4))).isInstanceOf(Outcome.Quarantined.class);
    }

    @Test
    void aSlowSourceIsNotRefusedButSlow() {
        URI address = URI.create("http://127.0.0.1:" + client.port());
        try (TidemarkClient slow = TidemarkClient.open(
                address, Example.SLOW_KEY, SETTINGS.withBatches(500, 500_000, Duration.ofMillis(50)), outcomes::put)) {
            for (int i = 0; i < 1_003; i++) { // 1,000 are allowed at once, then two a second
                slow.send(order(i, "u-slow"));
            }
            assertThat(slow.flush(PATIENCE)).as("%s", slow.figures()).isTrue();
            assertThat(slow.figures().stored()).isEqualTo(1_003);
            assertThat(slow.figures().retries()).isLessThan(4);
        }
    }
}
