package dev.tidemark.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a writer knew when it committed a snapshot: the dataset holds every event before {@code completeThrough}.
 *
 * <p>It lives in the summary of the snapshot itself, so that data and claim are one atomic commit. A snapshot that only
 * rewrites files says the same as its parent. A snapshot of anybody else says nothing, and the claim is void.
 *
 * @param offsets the next Kafka offset to read for each {@code topic-partition}
 * @param completeThrough the instant up to which everything accepted is in, to the microsecond
 */
public record Tide(Map<String, Long> offsets, Instant completeThrough) {

    /** The summary property with the offsets, a JSON object. */
    public static final String OFFSETS = "tidemark.offsets";

    /** The summary property with the instant, RFC 3339 in UTC. */
    public static final String COMPLETE_THROUGH = "tidemark.complete-through";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Tide {
        offsets = Map.copyOf(offsets);
        completeThrough = completeThrough.truncatedTo(ChronoUnit.MICROS);
    }

    public Map<String, String> toSummary() {
        Map<String, String> summary = new LinkedHashMap<>();
        try {
            summary.put(OFFSETS, JSON.writeValueAsString(new TreeMap<>(offsets)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of numbers is always JSON", e);
        }
        summary.put(COMPLETE_THROUGH, completeThrough.toString());
        return summary;
    }

    /** The tide in a summary; empty when there is none or it cannot be read. */
    public static Optional<Tide> fromSummary(Map<String, String> summary) {
        String offsets = summary.get(OFFSETS);
        String completeThrough = summary.get(COMPLETE_THROUGH);
        if (offsets == null || completeThrough == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tide(
                    JSON.readValue(offsets, new TypeReference<Map<String, Long>>() {}),
                    Instant.parse(completeThrough)));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The tide of a snapshot; empty when nobody vouches for it. */
    public static Optional<Tide> of(Table table, long snapshotId) {
        return carrier(table, snapshotId).flatMap(snapshot -> fromSummary(snapshot.summary()));
    }

    /** The snapshot whose summary speaks for this one: itself, or the nearest ancestor that is not a mere rewrite. */
    public static Optional<Snapshot> carrier(Table table, long snapshotId) {
        Snapshot snapshot = table.snapshot(snapshotId);
        while (snapshot != null && isRewriteOnly(snapshot)) {
            Long parent = snapshot.parentId();
            snapshot = parent == null ? null : table.snapshot(parent);
        }
        return Optional.ofNullable(snapshot);
    }

    private static boolean isRewriteOnly(Snapshot snapshot) {
        return DataOperations.REPLACE.equals(snapshot.operation())
                && !snapshot.summary().containsKey(COMPLETE_THROUGH);
    }

    /** What can be said of a dataset made from both: the earlier instant, and the smaller offset of a shared partition. */
    public Tide min(Tide other) {
        Map<String, Long> merged = new LinkedHashMap<>(offsets);
        other.offsets.forEach((partition, offset) -> merged.merge(partition, offset, Math::min));
        return new Tide(
                merged, completeThrough.isBefore(other.completeThrough) ? completeThrough : other.completeThrough);
    }
}
