package dev.tidemark.demo.collector;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a source tells the collector.
 *
 * @param source who tells it; decides the write key
 * @param properties decimals as text
 */
public record Event(
        String id,
        String type,
        Instant time,
        String source,
        @Nullable String userId,
        @Nullable String sessionId,
        Map<String, Object> properties) {

    public Event {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The members of the JSON object that travels. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event_id", id);
        json.put("type", type);
        json.put("event_time", DateTimeFormatter.ISO_INSTANT.format(time));
        if (userId != null) {
            json.put("user_id", userId);
        }
        if (sessionId != null) {
            json.put("session_id", sessionId);
        }
        json.put("properties", properties);
        return json;
    }
}
