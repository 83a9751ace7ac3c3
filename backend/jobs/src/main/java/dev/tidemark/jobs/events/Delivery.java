package dev.tidemark.jobs.events;

import dev.tidemark.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic {@code events.<family>} as the broker has it.
 *
 * @param appendedAt when the broker appended it, in epoch milliseconds
 * @param headers names and values in turn
 */
public record Delivery(
        String topic,
        int partition,
        long offset,
        long appendedAt,
        byte @Nullable [] key,
        String[] headers,
        byte[] value) {

    private static final String PREFIX = Topics.events("");

    static Delivery of(ConsumerRecord<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        String[] texts = new String[headers.length * 2];
        for (int i = 0; i < headers.length; i++) {
            byte[] value = headers[i].value();
            texts[2 * i] = headers[i].key();
            texts[2 * i + 1] = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        }
        byte[] value = record.value();
        return new Delivery(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                texts,
                value == null ? new byte[0] : value);
    }

    public String family() {
        return topic.startsWith(PREFIX) ? topic.substring(PREFIX.length()) : topic;
    }

    /** Where it is, for people: {@code events.orders-2@1017}. */
    public String position() {
        return topic + "-" + partition + "@" + offset;
    }

    /** Value of the last header of a name, null when there is none. */
    public Function<String, byte @Nullable []> header() {
        return name -> {
            String text = text(name);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        };
    }

    @Nullable String text(String name) {
        for (int i = headers.length - 2; i >= 0; i -= 2) {
            if (headers[i].equals(name)) {
                return headers[i + 1];
            }
        }
        return null;
    }
}
