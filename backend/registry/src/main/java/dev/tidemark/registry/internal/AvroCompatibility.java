package dev.tidemark.registry.internal;

import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.SchemaVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Avro's rules of schema resolution, and one more: a value must also mean the same. Avro would read a decimal of scale 2 as one of scale
 * 4, a hundredth of the amount, and call it compatible.
 */
public final class AvroCompatibility {

    static final Set<String> KNOWN_LOGICAL_TYPES = Set.of(
            "decimal",
            "uuid",
            "date",
            "time-millis",
            "time-micros",
            "timestamp-millis",
            "timestamp-micros",
            "timestamp-nanos",
            "local-timestamp-millis",
            "local-timestamp-micros",
            "local-timestamp-nanos");

    private AvroCompatibility() {}

    /**
     * @param history earlier versions, the first first
     */
    public static Compatibility check(AvroText next, CompatibilityLevel level, List<SchemaVersion> history) {
        List<SchemaVersion> others = level.transitive() || history.isEmpty() ? history : List.of(history.getLast());
        Set<String> conflicts = new LinkedHashSet<>();
        for (SchemaVersion other : others) {
            Schema earlier = new Schema.Parser().parse(other.schema());
            if (level.backward()) {
                conflicts.addAll(reading(next.schema(), earlier, "version " + other.version(), "the new schema"));
            }
            if (level.forward()) {
                conflicts.addAll(reading(earlier, next.schema(), "the new schema", "version " + other.version()));
            }
        }
        return new Compatibility(List.copyOf(conflicts));
    }

    private static List<String> reading(Schema reader, Schema writer, String written, String reads) {
        List<String> conflicts = new ArrayList<>();
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .forEach(found -> conflicts.add("what " + written + " wrote cannot be read with " + reads + " at "
                        + found.getLocation() + ": " + found.getType() + " (" + found.getMessage() + ")"));
        if (conflicts.isEmpty()) {
            Map<String, Set<String>> before = meanings(writer);
            meanings(reader).forEach((path, now) -> {
                Set<String> was = before.getOrDefault(path, Set.of());
                if (!now.containsAll(was)) {
                    conflicts.add("what " + written + " wrote would be misread with " + reads + " at " + path + ": "
                            + String.join(" or ", was) + " as " + String.join(" or ", now));
                }
            });
        }
        return conflicts;
    }

    /** What the number or bytes at each field stand for; several in a union, where null means nothing of its own. */
    private static Map<String, Set<String>> meanings(Schema schema) {
        Map<String, Set<String>> meanings = new HashMap<>();
        SchemaWalk.visit(schema, (path, part) -> {
            if (part.getType() != Schema.Type.NULL && part.getType() != Schema.Type.UNION) {
                meanings.computeIfAbsent(path, none -> new LinkedHashSet<>()).add(meaning(part));
            }
        });
        return meanings;
    }

    /** Widening a decimal's precision keeps every value, so only its scale counts. */
    private static String meaning(Schema part) {
        LogicalType type = part.getLogicalType();
        if (type instanceof LogicalTypes.Decimal decimal) {
            return "decimal of scale " + decimal.getScale();
        }
        return type == null ? "plain value" : type.getName();
    }
}
