package dev.tidemark.jobs.engines;

import dev.tidemark.events.Envelope;
import dev.tidemark.events.Header;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.Topics;
import dev.tidemark.events.WireFormat;
import dev.tidemark.jobs.events.SchemaSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Orders and heartbeats sent the way the collector does. */
final class Traffic implements AutoCloseable {

    static final int SCHEMA_ID = 17;
    static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"order_placed","fields":[
              {"name":"order_id","type":"string"},
              {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
              {"name":"country","type":"string"}]}
            """);
    static final SchemaSource SCHEMAS = id -> id == SCHEMA_ID ? Optional.of(SCHEMA) : Optional.empty();

    private final KafkaProducer<byte[], byte[]> producer;
    private final String family;
    private final int partitions;
    final AtomicInteger acknowledged = new AtomicInteger();

    Traffic(String kafka, String family, int partitions) {
        this.family = family;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static void createTopics(String kafka, String family, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.events(family), partitions, (short) 1)
                                    .configs(Map.of("message.timestamp.type", "LogAppendTime")),
                            new NewTopic(Topics.clean(family), partitions, (short) 1),
                            new NewTopic(Topics.late(family), 1, (short) 1),
                            new NewTopic(Topics.quarantine(family), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    void order(String id, Instant at, String country, BigDecimal amount) {
        Envelope envelope = new Envelope(
                id,
                "order_placed",
                1,
                at,
                Instant.now(),
                "web-shop",
                "web",
                "user-" + id.hashCode() % 50,
                null,
                null,
                null,
                null);
        send(null, envelope.key(), envelope.toHeaders(), WireFormat.frame(SCHEMA_ID, avro(id, country, amount)));
    }

    /** Claims a schema nobody knows. */
    void unreadable(String id) {
        Envelope envelope = new Envelope(
                id, "order_placed", 1, Instant.now(), Instant.now(), "web-shop", "web", null, null, null, null, null);
        send(null, envelope.key(), envelope.toHeaders(), WireFormat.frame(404, new byte[] {1, 2, 3}));
    }

    void heartbeats() {
        for (int partition = 0; partition < partitions; partition++) {
            heartbeat(partition);
        }
    }

    void heartbeat(int partition) {
        send(partition, null, Heartbeat.headers(Instant.now()), new byte[0]);
    }

    void flush() {
        producer.flush();
    }

    private void send(@Nullable Integer partition, byte @Nullable [] key, List<Header> headers, byte[] value) {
        RecordHeaders kafka = new RecordHeaders();
        headers.forEach(header -> kafka.add(header.key(), header.value()));
        producer.send(
                new ProducerRecord<>(Topics.events(family), partition, null, key, value, kafka),
                (metadata, failure) -> {
                    if (failure == null && key != null) {
                        acknowledged.incrementAndGet();
                    }
                });
    }

    private static byte[] avro(String id, String country, BigDecimal amount) {
        GenericRecord properties = new GenericData.Record(SCHEMA);
        properties.put("order_id", id);
        properties.put(
                "amount", ByteBuffer.wrap(amount.setScale(2).unscaledValue().toByteArray()));
        properties.put("country", country);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(SCHEMA).write(properties, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        producer.close();
    }
}
