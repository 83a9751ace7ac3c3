package dev.tidemark.traffic.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a field looked in a number of events: how often it was there, and how often with which value, or in which bin of values. Profiles of
 * several hours add up.
 *
 * @param events of the sample
 * @param present how many carried it
 * @param counts by value, or by bin for numbers; what is beyond the most frequent ones is under {@link #OTHER}
 */
public record FieldProfile(long events, long present, Map<String, Long> counts) {

    /** All values that are not among the most frequent. */
    static final String OTHER = "\u2026";

    private static final int MOST_VALUES = 60;
    private static final int LONGEST_VALUE = 60;
    private static final double BINS_PER_DOUBLING = 2;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    public FieldProfile {
        counts = Map.copyOf(counts);
    }

    static FieldProfile of(Iterable<JsonNode> properties, String field) {
        long events = 0;
        long present = 0;
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode each : properties) {
            events++;
            JsonNode value = each.get(field);
            if (value != null && !value.isNull()) {
                present++;
                counts.merge(key(value), 1L, Long::sum);
            }
        }
        return new FieldProfile(events, present, bounded(counts));
    }

    /** Numbers, and text that is one, fall into bins that double in size twice a bin; other values stand for themselves. */
    private static String key(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isEmpty() ? "empty" : "some";
        }
        String text = value.asText();
        if (value.isNumber() || NUMBER.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number == 0) {
                return "#0";
            }
            long bin = Math.round(Math.log(Math.abs(number)) / Math.log(2) * BINS_PER_DOUBLING);
            return (number < 0 ? "#-" : "#") + bin;
        }
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
    }

    private static Map<String, Long> bounded(Map<String, Long> counts) {
        if (counts.size() <= MOST_VALUES) {
            return counts;
        }
        Map<String, Long> most = counts.entrySet().stream()
                .filter(each -> !each.getKey().equals(OTHER))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long kept = most.values().stream().mapToLong(Long::longValue).sum();
        most.put(OTHER, all - kept);
        return most;
    }

    FieldProfile plus(FieldProfile more) {
        Map<String, Long> sum = new HashMap<>(counts);
        more.counts.forEach((value, count) -> sum.merge(value, count, Long::sum));
        return new FieldProfile(events + more.events, present + more.present, bounded(sum));
    }

    double share() {
        return events == 0 ? 0 : (double) present / events;
    }

    /** Whether its values are few, so that a new one is worth a word. */
    boolean hasFewValues() {
        return !counts.containsKey(OTHER) && counts.keySet().stream().noneMatch(value -> value.startsWith("#"));
    }

    /** Whether most values are there once only: an identifier, whose values say nothing about what it means. */
    boolean isIdentifier() {
        return counts.getOrDefault(OTHER, 0L) > present / 2;
    }
}
