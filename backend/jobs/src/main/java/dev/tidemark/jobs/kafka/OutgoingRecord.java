package dev.tidemark.jobs.kafka;

import dev.tidemark.events.Topics;
import dev.tidemark.jobs.events.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written.
 *
 * @param partition negative to let the key decide
 * @param headers names and values in turn
 */
public record OutgoingRecord(String topic, int partition, byte @Nullable [] key, String[] headers, byte[] value) {

    private static final String[] NO_HEADERS = {};

    public static OutgoingRecord json(String topic, int partition, String key, String value) {
        return new OutgoingRecord(
                topic,
                partition,
                key.getBytes(StandardCharsets.UTF_8),
                NO_HEADERS,
                value.getBytes(StandardCharsets.UTF_8));
    }

    /** The record as it came, for its family's quarantine, with the reason and where it was found. */
    public static OutgoingRecord quarantined(Unreadable unreadable) {
        String[] old = unreadable.delivery().headers();
        String[] headers = Arrays.copyOf(old, old.length + 4);
        headers[old.length] = "tm_reason";
        headers[old.length + 1] = unreadable.reason();
        headers[old.length + 2] = "tm_position";
        headers[old.length + 3] = unreadable.delivery().position();
        return new OutgoingRecord(
                Topics.quarantine(unreadable.delivery().family()),
                -1,
                unreadable.delivery().key(),
                headers,
                unreadable.delivery().value());
    }
}
