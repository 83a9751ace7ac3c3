package dev.tidemark.events;

import java.nio.charset.StandardCharsets;

/** One header of a Kafka record, without depending on a Kafka client. The value is shared, never copied: do not change it. */
public record Header(String key, byte[] value) {

    static Header of(String key, String value) {
        return new Header(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
