package dev.tidemark.cdc.internal.capture;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to Kafka. A record is tried for as long as it takes, so that those of a partition keep their order while Kafka is
 * away; how many are under way is for the sender to watch. One sender; closing gives up what is not confirmed.
 */
final class Outbox implements AutoCloseable {

    private static final int MOST_RECORDS = 5_000;
    private static final long MOST_BYTES = 8L << 20;
    private static final Duration STEP = Duration.ofMillis(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable Exception failure;

    /** What to do while waiting for Kafka, a few hundred times a second. */
    @FunctionalInterface
    interface Meanwhile {
        void pass() throws Exception;
    }

    Outbox(String bootstrap, String client) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        client,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4 * MOST_BYTES,
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        (int) Duration.ofDays(1).toMillis(),
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Finds out whether somebody takes records for a topic.
     *
     * @throws KafkaException when nobody does, or the topic does not exist
     */
    void require(String topic) {
        producer.partitionsFor(topic);
    }

    /**
     * @param then called on another thread when Kafka has confirmed; never when it has not
     */
    void send(ProducerRecord<byte[], byte[]> record, Runnable then) {
        long size = record.value() == null ? 0 : record.value().length;
        records.incrementAndGet();
        bytes.addAndGet(size);
        producer.send(record, (stored, refused) -> {
            if (refused == null) {
                then.run();
            } else {
                failure = refused;
            }
            bytes.addAndGet(-size);
            records.decrementAndGet();
        });
    }

    boolean full() {
        return records.get() >= MOST_RECORDS || bytes.get() >= MOST_BYTES;
    }

    boolean empty() {
        return records.get() == 0;
    }

    /**
     * Waits until there is room for more.
     *
     * @throws KafkaException when Kafka has refused a record for good
     */
    void awaitRoom(Meanwhile meanwhile) throws Exception {
        while (full()) {
            pass(meanwhile);
        }
        requireAll();
    }

    /** As {@link #awaitRoom} until everything is confirmed. */
    void awaitEmpty(Meanwhile meanwhile) throws Exception {
        while (!empty()) {
            pass(meanwhile);
        }
        requireAll();
    }

    private void pass(Meanwhile meanwhile) throws Exception {
        requireAll();
        meanwhile.pass();
        LockSupport.parkNanos(STEP.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    void requireAll() {
        Exception refused = failure;
        if (refused != null) {
            throw new KafkaException("Kafka refused a record: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
