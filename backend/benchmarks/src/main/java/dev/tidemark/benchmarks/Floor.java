package dev.tidemark.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka alone: what no platform on top of it can beat. Uses a topic of its own. */
final class Floor implements AutoCloseable {

    private static final String TOPIC = "bench.floor";
    /** About what the collector writes for one order, headers included. */
    private static final int RECORD_BYTES = 400;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Floor(String bootstrap) throws InterruptedException, ExecutionException {
        createTopic(bootstrap);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "1", "batch.size", "65536"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Properties reading = new Properties();
        reading.put("bootstrap.servers", bootstrap);
        reading.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partition = List.of(new TopicPartition(TOPIC, 0));
        consumer.assign(partition);
        consumer.seekToEnd(partition);
        consumer.position(partition.getFirst());
    }

    private static void createTopic(String bootstrap) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            NewTopic topic = new NewTopic(TOPIC, 1, (short) 1)
                    .configs(Map.of("retention.ms", "600000", "segment.bytes", "16777216"));
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** @return milliseconds from Kafka's acknowledgement until a consumer has the record */
    double roundTrip() throws InterruptedException, ExecutionException, TimeoutException {
        byte[] mark = ("m" + System.nanoTime()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        AtomicLong acknowledged = new AtomicLong();
        var sent = producer.send(
                new ProducerRecord<>(TOPIC, 0, mark, new byte[RECORD_BYTES]),
                (metadata, failure) -> acknowledged.set(System.nanoTime()));
        producer.flush();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (java.util.Arrays.equals(record.key(), mark)) {
                    long seen = System.nanoTime();
                    sent.get(10, TimeUnit.SECONDS);
                    return Math.max(0, seen - acknowledged.get()) / 1e6;
                }
            }
        }
        throw new TimeoutException("The record did not come back within 10 s");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
