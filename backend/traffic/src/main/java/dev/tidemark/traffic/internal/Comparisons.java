package dev.tidemark.traffic.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Events against the history of their type, and events for it. */
public record Comparisons(ProfileHistory history) {

    /** What is not as it was from {@code from} until {@code to}. */
    public Compared with(String eventType, Instant from, Instant to, List<JsonNode> properties, List<String> sources) {
        Map<String, FieldProfile> before = history.between(eventType, from, to);
        return Comparison.of(eventType, before, profiles(properties, before.keySet()), sources);
    }

    /** Keeps the profile of an hour so far; an hour without events has none. */
    public void keep(String eventType, Instant hour, List<JsonNode> properties) {
        if (!properties.isEmpty()) {
            history.keep(eventType, hour, profiles(properties, Set.of()));
        }
    }

    private static Map<String, FieldProfile> profiles(List<JsonNode> properties, Set<String> alsoOf) {
        Set<String> fields = new TreeSet<>(alsoOf);
        properties.forEach(each -> each.fieldNames().forEachRemaining(fields::add));
        Map<String, FieldProfile> profiles = new HashMap<>();
        fields.forEach(field -> profiles.put(field, FieldProfile.of(properties, field)));
        return profiles;
    }
}
