package dev.tidemark.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the orders of one run in the log, by the number at the end of their ids. */
final class LogCount {

    /** Where the collector writes orders. */
    static final String TOPIC = "events.orders";

    private static final String ID = "ce_id";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, Object> settings;
    private final String prefix;
    private final BitSet seen;
    private final Map<TopicPartition, Long> from = new HashMap<>();

    /**
     * @param different events that are there
     * @param copies more of the same
     */
    record Found(int different, int copies) {}

    LogCount(String bootstrap, String run, int events) {
        this.settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        this.prefix = run + "-";
        this.seen = new BitSet(events);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
    }

    /** Counting begins where the log ends now. */
    void rememberEnds() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            from.putAll(consumer.endOffsets(partitions(consumer)));
        }
    }

    /** @throws TimeoutException when the log cannot be read to its end of now */
    Found count() throws TimeoutException {
        int copies = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            Instant deadline = Instant.now().plus(PATIENCE);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (Instant.now().isAfter(deadline)) {
                    throw new TimeoutException("The log could not be read to its end within " + PATIENCE);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    copies += isCopy(record) ? 1 : 0;
                }
            }
        }
        return new Found(seen.cardinality(), copies);
    }

    private boolean isCopy(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(ID);
        String id = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        if (!id.startsWith(prefix)) {
            return false;
        }
        int number = Integer.parseInt(id.substring(prefix.length()));
        boolean copy = seen.get(number);
        seen.set(number);
        return copy;
    }
}
