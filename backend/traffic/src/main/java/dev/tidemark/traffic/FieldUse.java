package dev.tidemark.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a field is used in a sample.
 *
 * @param events of the sample
 * @param present how many carry a value there, null is none
 * @param distinct how many different values
 * @param sources who sends such events
 */
public record FieldUse(String field, int events, int present, int distinct, List<String> sources) {

    public FieldUse {
        sources = List.copyOf(sources);
    }

    public static FieldUse of(String field, Collection<SeenEvent> sample) {
        Set<JsonNode> values = new HashSet<>();
        Set<String> sources = new TreeSet<>();
        int present = 0;
        for (SeenEvent event : sample) {
            JsonNode value = event.properties().get(field);
            if (value != null && !value.isNull()) {
                present++;
                values.add(value);
                sources.add(event.source());
            }
        }
        return new FieldUse(field, sample.size(), present, values.size(), List.copyOf(sources));
    }

    /** The share of events that carry it, from 0 to 1. */
    public double share() {
        return events == 0 ? 0 : (double) present / events;
    }
}
