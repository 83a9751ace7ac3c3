package dev.tidemark.jobs.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as Pinot does: from the start, committed records only. */
final class Committed implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;
    final List<JsonNode> rows = new ArrayList<>();
    final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    Committed(String kafka, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until the predicate holds for what has been read. */
    void until(Predicate<Committed> enough, Duration atMost) {
        Instant deadline = Instant.now().plus(atMost);
        while (!enough.test(this)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within " + atMost + "; read " + records.size() + " records");
            }
            poll();
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            records.add(record);
            try {
                rows.add(JSON.readTree(record.value()));
            } catch (IOException notJson) {
                continue;
            }
        }
    }

    List<JsonNode> ofType(String type) {
        return rows.stream()
                .filter(row -> row.path("event_type").asText().equals(type))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
