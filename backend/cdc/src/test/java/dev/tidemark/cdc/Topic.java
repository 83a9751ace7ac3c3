package dev.tidemark.cdc;

import dev.tidemark.events.AvroToJson;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of two partitions and everything in it, in the order in which each partition has it. */
final class Topic implements AutoCloseable {

    private static final int PARTITIONS = 2;

    private final String name;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private Topic(String kafka, String name) {
        this.name = name;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(name, i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static Topic create(String kafka, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
        }
        return new Topic(kafka, name);
    }

    String name() {
        return name;
    }

    int size() {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
        return records.size();
    }

    /** Everything that is there, repeats included. */
    List<Change> all(Map<Integer, Schema> schemas) {
        size();
        for (ConsumerRecord<byte[], byte[]> record : records.subList(changes.size(), records.size())) {
            changes.add(change(record, schemas));
        }
        return List.copyOf(changes);
    }

    /** The first event of each id. */
    List<Change> distinct(Map<Integer, Schema> schemas) {
        Map<String, Change> byId = new LinkedHashMap<>();
        all(schemas).forEach(change -> byId.putIfAbsent(change.id(), change));
        return List.copyOf(byId.values());
    }

    List<QuarantinedEvent> quarantined() {
        size();
        return records.stream()
                .map(ConsumerRecord::value)
                .map(QuarantinedEvent::parse)
                .toList();
    }

    <T> List<T> await(Function<Topic, List<T>> what, Predicate<List<T>> wanted) {
        Instant deadline = Instant.now().plusSeconds(120);
        List<T> found = what.apply(this);
        while (!wanted.test(found)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(name + " has " + found.size());
            }
            found = what.apply(this);
        }
        return found;
    }

    private static Change change(ConsumerRecord<byte[], byte[]> record, Map<Integer, Schema> schemas) {
        Schema schema = schemas.get(WireFormat.schemaId(record.value()));
        if (schema == null) {
            throw new AssertionError("schema " + WireFormat.schemaId(record.value()));
        }
        Envelope envelope = Envelope.fromHeaders(header -> {
            Header found = record.headers().lastHeader(header);
            return found == null ? null : found.value();
        });
        return new Change(
                envelope,
                AvroToJson.node(AvroToJson.read(WireFormat.payload(record.value()), schema)),
                record.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
