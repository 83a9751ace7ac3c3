package dev.tidemark.traffic;

import dev.tidemark.events.AvroToJson;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.Topics;
import dev.tidemark.events.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ends of a family's topic, read anew at each call. Thread-safe. */
public final class KafkaSample implements RecentEvents {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSample.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final IntFunction<Optional<String>> registry;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param registry the Avro schema of an id, as JSON text
     */
    public KafkaSample(String bootstrap, IntFunction<Optional<String>> registry) {
        this.bootstrap = bootstrap;
        this.registry = registry;
    }

    @Override
    public List<SeenEvent> of(String family, int most) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tidemark-traffic",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<PartitionInfo> partitions = consumer.listTopics().getOrDefault(Topics.events(family), List.of());
            return read(
                    consumer,
                    partitions.stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList(),
                    most);
        } catch (KafkaException e) {
            LOG.warn("The newest events of {} cannot be read: {}", family, e.toString());
            return List.of();
        }
    }

    private List<SeenEvent> read(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, int most) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(
                partition, Math.max(beginnings.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - most)));
        List<SeenEvent> seen = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline
                && partitions.stream()
                        .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(POLL).forEach(record -> decoded(record).ifPresent(seen::add));
        }
        return seen;
    }

    /** Nothing for heartbeats, and for records that are no events of ours. */
    private Optional<SeenEvent> decoded(ConsumerRecord<byte[], byte[]> record) {
        Function<String, byte @Nullable []> headers = name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        };
        if (Heartbeat.is(headers)) {
            return Optional.empty();
        }
        try {
            Envelope envelope = Envelope.fromHeaders(headers);
            return schema(WireFormat.schemaId(record.value()))
                    .map(schema -> new SeenEvent(
                            envelope.type(),
                            envelope.schemaVersion(),
                            envelope.source(),
                            envelope.receivedAt(),
                            AvroToJson.node(AvroToJson.read(WireFormat.payload(record.value()), schema))));
        } catch (IllegalArgumentException e) {
            LOG.debug("Record {} of {} is no event", record.offset(), record.topic(), e);
            return Optional.empty();
        }
    }

    private Optional<Schema> schema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Optional<Schema> found = registry.apply(id).map(text -> new Schema.Parser().parse(text));
            found.ifPresent(schema -> schemas.put(id, schema));
            return found;
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
    }
}
