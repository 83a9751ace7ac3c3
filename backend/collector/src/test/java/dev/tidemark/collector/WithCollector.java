package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.Envelope;
import dev.tidemark.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A collector with a real Kafka behind it, and how senders and readers meet both. */
@Tag("engines")
abstract class WithCollector {

    /** What our own processes show each other. */
    static final String TOKEN = "token-of-ours";

    @SuppressWarnings("NullAway.Init")
    static String prefix;

    @TempDir
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    static FakePortal portal;

    @SuppressWarnings("NullAway.Init")
    private static Collector collector;

    @SuppressWarnings("NullAway.Init")
    static Client client;

    @BeforeAll
    static void start() throws Exception {
        prefix = "collector-" + UUID.randomUUID() + ".";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Testbed.kafka()))) {
            List<NewTopic> topics = new ArrayList<>();
            for (String name : List.of("events.orders", "quarantine.orders", "events.pages", "quarantine.pages")) {
                topics.add(new NewTopic(prefix + name, 2, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime")));
            }
            admin.createTopics(topics).all().get();
        }
        portal = new FakePortal(Example.config(prefix));
        collector = Collector.start(
                new CollectorSettings(
                        "127.0.0.1",
                        0,
                        Testbed.kafka(),
                        portal.address(),
                        Optional.of(Files.writeString(home.resolve("token"), TOKEN)),
                        home.resolve("collection.json"),
                        CollectorSettings.Limits.DEFAULT,
                        Duration.ofSeconds(10),
                        enrichment(),
                        Optional.empty()),
                InstantSource.system());
        client = new Client(collector.port());
        client.awaitHealth(health -> health.status() == 200
                && health.json().at("/components/kafka/details/missing_topics").size() == 2);
    }

    /** Behind a proxy on this machine, with a table of documentation networks. */
    private static CollectorSettings.Enrichment enrichment() throws IOException {
        Path places = home.resolve("places.csv");
        Files.writeString(places, "network,country,region\n192.0.2.0/24,GB,SCT\n2001:db8::/32,FR\n");
        return new CollectorSettings.Enrichment(
                CollectorSettings.KeptAddress.TRUNCATED,
                List.of("127.0.0.1"),
                Optional.of(places),
                Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        collector.close();
        portal.close();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Testbed.kafka()))) {
            admin.deleteTopics(admin.listTopics().names().get().stream()
                            .filter(name -> name.startsWith(prefix))
                            .toList())
                    .all()
                    .get();
        }
    }

    static String order(String id, String amount) {
        return "{'event_id':'" + id + "','type':'order_placed','event_time':'" + Instant.now()
                + "','user_id':'u-1','properties':{'order_id':'o-1','amount':" + amount + "}}";
    }

    static void assertProblem(Client.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("trace_id").asText()).hasSize(32);
        assertThat(answer.json().get("remedy").asText()).isNotEmpty().doesNotContain("{0}");
        if (status == 503 || status == 429) {
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }

    static ConsumerRecord<byte[], byte[]> read(String topic, String eventId) {
        return find(topic, record -> {
            byte[] id = header(record, Envelope.ID);
            return id != null && new String(id, UTF_8).equals(eventId);
        });
    }

    /** What is in a topic, up to where it is enough; each partition in its order. */
    static List<ConsumerRecord<byte[], byte[]>> until(
            String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        find(topic, record -> {
            records.add(record);
            return enough.test(records);
        });
        return records;
    }

    static ConsumerRecord<byte[], byte[]> find(String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Testbed.kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant deadline = Instant.now().plusSeconds(20);
            while (Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("not in " + topic);
    }

    static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
