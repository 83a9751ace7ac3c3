package dev.tidemark.registry.internal;

import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.ContentPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a schema gets along with earlier ones, in the directions that a level asks for. */
public final class CompatibilityCheck {

    private static final String NEXT = "the new schema";

    private CompatibilityCheck() {}

    /** An earlier schema of the subject. */
    public record Earlier(int version, ParsedSchema schema) {}

    /**
     * @param history the first first
     */
    public static Compatibility check(
            ParsedSchema next, CompatibilityLevel level, ContentPolicy policy, List<Earlier> history) {
        List<Earlier> others = level.transitive() || history.isEmpty() ? history : List.of(history.getLast());
        List<String> conflicts = new ArrayList<>();
        List<String> compared = new ArrayList<>();
        for (Earlier other : others.reversed()) {
            Set<String> found = between(next, level, policy, other);
            conflicts.addAll(found);
            if (!found.isEmpty()) {
                compared.add("{oldSchemaVersion: " + other.version() + "}");
                compared.add("{oldSchema: '" + other.schema().content().text() + "'}");
            }
        }
        if (!conflicts.isEmpty()) {
            compared.add("{compatibility: '" + level + "'}");
        }
        return new Compatibility(conflicts, compared);
    }

    private static Set<String> between(
            ParsedSchema next, CompatibilityLevel level, ContentPolicy policy, Earlier other) {
        String name = "version " + other.version();
        Set<String> conflicts = new LinkedHashSet<>();
        if (level != CompatibilityLevel.NONE
                && other.schema().content().type() != next.content().type()) {
            conflicts.add("Incompatible because of different schema type: " + name + " is "
                    + other.schema().content().type() + ", the new schema is "
                    + next.content().type() + ". To be compatible: keep the type, or start a new subject.");
            return conflicts;
        }
        if (level.backward()) {
            next.conflictsReading(other.schema(), policy)
                    .forEach(conflict -> conflicts.add(conflict.sentence(name, NEXT)));
        }
        if (level.forward()) {
            other.schema()
                    .conflictsReading(next, policy)
                    .forEach(conflict -> conflicts.add(conflict.sentence(NEXT, name)));
        }
        return conflicts;
    }
}
