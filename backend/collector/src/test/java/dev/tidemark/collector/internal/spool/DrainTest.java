package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.collector.internal.kafka.Pulse;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a spool and a real Kafka that takes some of it. */
@Tag("engines")
class DrainTest {

    @TempDir
    private Path directory;

    private final String topic = "drain-" + UUID.randomUUID();
    private final String missing = "drain-missing-" + UUID.randomUUID();
    private final FailingDisk disk = new FailingDisk();
    private final EventLog kafka = new EventLog(Testbed.kafka(), Duration.ofSeconds(3), EventLog.AfterFailure.STOP);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", Testbed.kafka()));

    @BeforeEach
    void createTopic() throws Exception {
        create(topic);
    }

    @AfterEach
    void close() {
        kafka.close();
        admin.deleteTopics(List.of(topic, missing));
        admin.close();
    }

    @Test
    void aMissingTopicHoldsUpNoOtherAndGetsItsOwnInOrderOnceItExists() throws Exception {
        try (SpoolFiles files = SpoolFiles.open(settings(), disk)) {
            for (int i = 0; i < 100; i++) {
                spool(files, topic, "here " + i);
                spool(files, missing, "there " + i);
            }
        }
        try (SpooledLog log = open();
                Pulse _ = pulse(log)) {
            await(() -> !log.behind());
            assertThat(firsts(topic)).containsExactlyElementsOf(numbered("here ", 100));
            assertThat(log.heldTopics()).containsExactly(missing);
            assertThat(log.gauges().details()).containsEntry("records", 100L);
            assertThat(append(log, missing, "overtakes").get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.problem().problem()).isEqualTo(CollectorProblem.TOPIC_MISSING));
        }
        try (SpooledLog log = open();
                Pulse _ = pulse(log)) {
            assertThat(log.heldTopics()).containsExactly(missing);
            create(missing);
            await(() -> log.heldTopics().isEmpty());
            assertThat(append(log, missing, "later").get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Stored.class);
            List<String> expected = new ArrayList<>(numbered("there ", 100));
            expected.add("later");
            assertThat(firsts(missing)).containsExactlyElementsOf(expected);
            assertThat(log.gauges().details()).containsEntry("records", 0L);
        }
    }

    @Test
    void whatCannotBeReadOrUnderstoodIsSetAsideAndTheRestGoesOn() throws Exception {
        Path unreadable;
        try (SpoolFiles files = SpoolFiles.open(new CollectorSettings.Spool(directory, 1_000_000, 1), disk)) {
            spool(files, topic, "one");
            unreadable = files.next(1).orElseThrow().segment().file();
            append(files, new byte[] {1, 2, 3});
            append(files, new byte[] {4, 5});
            spool(files, topic, "two");
        }
        Files.delete(unreadable);
        Files.createDirectory(unreadable);
        try (SpooledLog log = open();
                Pulse _ = pulse(log)) {
            await(() -> !log.behind());
        }
        assertThat(firsts(topic)).containsExactly("two");
        assertThat(unreadable.resolveSibling(unreadable.getFileName() + ".unreadable"))
                .exists();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".unknown")))
                    .hasSize(2);
        }
    }

    @Test
    void aSegmentStaysUntilWhatIsSetAsideOfItIsOnDisk() throws Exception {
        Path segment;
        try (SpoolFiles files = SpoolFiles.open(settings(), disk)) {
            append(files, new byte[] {1, 2, 3});
            segment = files.next(1).orElseThrow().segment().file();
        }
        disk.fail(FailingDisk.Moment.FORCE);
        try (SpooledLog log = open();
                Pulse _ = pulse(log)) {
            await(() -> log.gauges().details().containsKey("trouble"));
            assertThat(segment).exists();
            assertThat(log.behind()).isTrue();
            disk.recover();
            await(() -> !log.behind());
            assertThat(segment).doesNotExist();
        }
    }

    private CollectorSettings.Spool settings() {
        return new CollectorSettings.Spool(directory, 10_000_000, 4_096);
    }

    private SpooledLog open() {
        SpooledLog log = SpooledLog.open(kafka, settings(), disk, InstantSource.system());
        log.start();
        return log;
    }

    private Pulse pulse(SpooledLog log) {
        Pulse.Topics topics = new Pulse.Topics(Set.of(topic), Set.of(topic));
        Pulse pulse = new Pulse(kafka, InstantSource.system(), () -> Optional.of(topics), log::behind);
        pulse.start();
        return pulse;
    }

    private static void spool(SpoolFiles files, String topic, String value) throws IOException {
        append(files, new SpooledRecord(1, record(topic, value)).payload());
    }

    private static void append(SpoolFiles files, byte[] payload) throws IOException {
        assertThat(files.reserve(payload.length, 0)).isTrue();
        files.append(List.of(payload));
    }

    private static CompletableFuture<Outcome> append(SpooledLog log, String topic, String value) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        log.append(record(topic, value), answer::complete);
        return answer;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
        return new ProducerRecord<>(topic, "key".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static List<String> numbered(String text, int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> text + i).toList();
    }

    private void create(String name) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }

    /** What is in the topic, the first of equal ones, without heartbeats. */
    private static List<String> firsts(String topic) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Testbed.kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key() != null) {
                        values.add(new String(record.value(), UTF_8));
                    }
                }
            }
        }
        return values.stream().distinct().toList();
    }

    private static void await(BooleanSupplier wanted) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).as("the deadline").isBefore(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
