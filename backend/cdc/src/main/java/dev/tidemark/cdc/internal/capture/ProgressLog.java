package dev.tidemark.cdc.internal.capture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The progress of every capture, in a topic that keeps the last of each: without Kafka nothing could be captured anyway. */
final class ProgressLog {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String bootstrap;
    private final String topic;

    ProgressLog(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    String topic() {
        return topic;
    }

    /**
     * @throws KafkaException when Kafka is away
     */
    void prepare() throws InterruptedException {
        try (Admin admin = Admin.create(client())) {
            NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(wanted)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("The topic " + topic + " cannot be made: " + e.getCause(), e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        }
    }

    /** Empty when this has never been captured. */
    Optional<Progress> read(String capture) {
        byte[] key = key(capture);
        TopicPartition partition = new TopicPartition(topic, 0);
        Optional<Progress> found = Optional.empty();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("Kafka does not hand out the topic " + topic);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (Arrays.equals(key, record.key()) && record.value() != null) {
                        found = Optional.of(Progress.parse(record.value()));
                    }
                }
            }
        }
        return found;
    }

    private Map<String, Object> client() {
        int patience = (int) PATIENCE.toMillis();
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, patience,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    }

    static byte[] key(String capture) {
        return capture.getBytes(StandardCharsets.UTF_8);
    }
}
