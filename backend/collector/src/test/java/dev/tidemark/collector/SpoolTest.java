package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.Envelope;
import dev.tidemark.local.engines.KafkaPart;
import dev.tidemark.local.engines.TemporaryEngines;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is stopped, a collector that is killed, and every acknowledged event in Kafka in the order of its sender. */
@Tag("engines")
class SpoolTest {

    private static final int USERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** After how long a sender tries again, so that the next collector has a processor to start on. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    @TempDir
    private Path home;

    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> spooled = Collections.synchronizedSet(new HashSet<>());
    private final AtomicBoolean enough = new AtomicBoolean();
    private int collectorPort;

    @Test
    void everyAcknowledgedEventReachesKafkaInOrderWhoeverIsKilled() throws Exception {
        // Not one that the system hands out: while the collector is away, a sender that knocks could be given it as its
        // own.
        collectorPort = Ports.free().of("collector");
        try (TemporaryEngines engines = TemporaryEngines.in(Repository.around(Path.of("")));
                FakePortal portal = new FakePortal(Example.config(""))) {
            engines.start(KafkaPart.NAME);
            String kafka = "127.0.0.1:" + Ports.load(engines.home()).of(KafkaPart.NAME);
            createTopics(kafka);
            Process first = collector(kafka, portal);
            Process second = null;
            List<Thread> senders = new ArrayList<>();
            try (Client client = new Client(collectorPort)) {
                for (int user = 0; user < USERS; user++) {
                    int number = user;
                    senders.add(Thread.ofPlatform().name("sender").start(() -> send(number)));
                }
                // What comes before Kafka has been heard of may be spooled already.
                await("events go to Kafka", () -> acknowledged.size() - spooled.size() > 100);
                int early = spooled.size();

                engines.pause();
                await("events go to the spool", () -> spooled.size() > early + 200);
                assertThat(client.get("/actuator/prometheus").response().body())
                        .doesNotContain("tidemark_collector_spool_bytes 0.0");
                Client.Answer misfit = client.post("/v1/events", Example.PERMISSIVE_KEY, "{}");
                assertThat(misfit.status()).isEqualTo(202);
                assertThat(misfit.json().get("spooled").asBoolean()).isTrue();
                assertThat(misfit.json().get("quarantined").asBoolean()).isTrue();

                first.destroyForcibly().waitFor();
                second = collector(kafka, portal);
                int before = spooled.size();
                await("events go to the next collector's spool", () -> spooled.size() > before + 200);

                engines.start(KafkaPart.NAME);
                await(
                        "the spool is drained",
                        () -> client.get("/actuator/health")
                                        .json()
                                        .at("/components/spool/details/bytes")
                                        .asLong(-1)
                                == 0);
                int drained = acknowledged.size();
                await("events go to Kafka again", () -> acknowledged.size() > drained + 100);
            } finally {
                enough.set(true);
                for (Thread sender : senders) {
                    sender.join();
                }
                first.destroyForcibly().waitFor();
                if (second != null) {
                    second.destroy();
                    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
            }
            List<String> stored = read(kafka, "events.orders", "u-");
            System.out.printf("%d events acknowledged, %d records stored%n", acknowledged.size(), stored.size());
            assertThat(notIn(stored)).as("acknowledged and lost").isEmpty();
            for (int user = 0; user < USERS; user++) {
                String mine = "u-" + user + "-";
                List<String> firsts = stored.stream()
                        .filter(id -> id.startsWith(mine))
                        .distinct()
                        .toList();
                assertThat(firsts)
                        .as("the order of %s", mine)
                        .isSortedAccordingTo((a, b) -> Integer.compare(
                                Integer.parseInt(a.substring(mine.length())),
                                Integer.parseInt(b.substring(mine.length()))));
            }
            assertThat(new HashSet<>(read(kafka, "quarantine.orders", ""))).hasSize(1);
        }
    }

    /** A comparison that looks for each in all of the others takes minutes for so many. */
    private Set<String> notIn(List<String> stored) {
        Set<String> lost = new HashSet<>(acknowledged);
        stored.forEach(lost::remove);
        return lost;
    }

    /** Event after event of one user, each again until it is acknowledged. */
    private void send(int user) {
        try (Client client = new Client(collectorPort)) {
            for (int i = 0; !enough.get(); i++) {
                String id = "u-" + user + "-" + i;
                String event = WithCollector.order(id, "'1'").replace("'u-1'", "'u-" + user + "'");
                Client.@Nullable Answer answer = tried(client, event);
                while (answer == null || answer.status() != 202) {
                    if (enough.get()) {
                        return;
                    }
                    answer = tried(client, event);
                }
                acknowledged.add(id);
                if (answer.json().path("spooled").asBoolean()) {
                    spooled.add(id);
                }
            }
        }
    }

    private static Client.@Nullable Answer tried(Client client, String event) {
        try {
            return client.post("/v1/events", Example.STRICT_KEY, event);
        } catch (AssertionError collectorAway) {
            LockSupport.parkNanos(AGAIN.toNanos());
            return null;
        }
    }

    private Process collector(String kafka, FakePortal portal) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.tidemark.collector.Main");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TIDEMARK_HOME", home.toString());
        environment.put("TIDEMARK_COLLECTOR_PORT", Integer.toString(collectorPort));
        environment.put("TIDEMARK_KAFKA", kafka);
        environment.put("TIDEMARK_PORTAL_URL", portal.address().toString());
        environment.put("TIDEMARK_COLLECTOR_SPOOL", home.resolve("spool").toString());
        environment.put("TIDEMARK_COLLECTOR_SPOOL_SEGMENT_BYTES", "65536");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target/spool-test-collector.log").toFile()));
        return builder.start();
    }

    private static void createTopics(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(
                            List.of("events.orders", "quarantine.orders", "events.pages", "quarantine.pages").stream()
                                    .map(name -> new NewTopic(name, 2, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    /** The ids in a topic with this prefix, in the order of each partition; in quarantine the id is the key. */
    private static List<String> read(String kafka, String topic, String prefix) {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    byte[] header = WithCollector.header(record, Envelope.ID);
                    byte[] id = header == null ? record.key() : header;
                    if (id != null && new String(id, UTF_8).startsWith(prefix)) {
                        ids.add(new String(id, UTF_8));
                    }
                }
            }
        }
        return ids;
    }

    private static void await(String what, BooleanSupplier wanted) {
        Instant began = Instant.now();
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(began.plus(PATIENCE));
            LockSupport.parkNanos(10_000_000);
        }
        System.out.printf(
                "%s after %d ms%n", what, Duration.between(began, Instant.now()).toMillis());
    }
}
