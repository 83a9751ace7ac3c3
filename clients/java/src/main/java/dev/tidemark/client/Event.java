package dev.tidemark.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened. Immutable; each {@code with…} is a copy.
 *
 * @param schemaVersion of the type's schema; empty for the latest
 * @param time when it happened; empty for when it is sent
 * @param properties values are text, numbers, booleans, null, lists and maps of these, instants and dates; decimals are {@link
 *     java.math.BigDecimal}, which become text
 */
public record Event(
        String type,
        Optional<Integer> schemaVersion,
        Optional<Instant> time,
        Optional<String> user,
        Optional<String> session,
        Map<String, Object> properties) {

    public Event {
        if (type.isBlank()) {
            throw new IllegalArgumentException("An event has a type, such as order_placed");
        }
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public static Event of(String type) {
        return new Event(type, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    public Event with(String property, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new Event(type, schemaVersion, time, user, session, more);
    }

    /** Events of one user stay in order. */
    public Event byUser(String id) {
        return new Event(type, schemaVersion, time, Optional.of(id), session, properties);
    }

    public Event inSession(String id) {
        return new Event(type, schemaVersion, time, user, Optional.of(id), properties);
    }

    public Event at(Instant happened) {
        return new Event(type, schemaVersion, Optional.of(happened), user, session, properties);
    }

    public Event inVersion(int version) {
        return new Event(type, Optional.of(version), time, user, session, properties);
    }
}
