package dev.tidemark.e2e;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The events that these tests send, as a stranger who read the API would write them. */
final class Orders {

    private Orders() {}

    static Map<String, Object> placed(String user, String amount, String country) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("order_id", "e2e-" + UUID.randomUUID());
        properties.put("amount", amount);
        properties.put("currency", "GBP");
        properties.put("country", country);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", UUID.randomUUID().toString());
        event.put("type", "order_placed");
        event.put("event_time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("user_id", user);
        event.put("properties", properties);
        return event;
    }

    /** The properties of such an event, to be changed. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> properties(Map<String, Object> event) {
        return (Map<String, Object>) Objects.requireNonNull(event.get("properties"));
    }

    static String json(Object event) {
        return Platform.JSON.writeValueAsString(event);
    }
}
