package dev.tidemark.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tags that are to be written into a schema or taken out of it, by what carries them. A tag that is in both goes.
 *
 * @param carried whether the tags of the version before come too, where the new schema still has what they are at
 */
public record TagChange(Map<SchemaEntity, Set<String>> added, Map<SchemaEntity, Set<String>> removed, boolean carried) {

    public static final TagChange NONE = new TagChange(Map.of(), Map.of(), false);

    public TagChange {
        added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
        removed = Collections.unmodifiableMap(new LinkedHashMap<>(removed));
    }

    /** These tags and no others. */
    public static TagChange adding(Map<SchemaEntity, Set<String>> tags) {
        return new TagChange(tags, Map.of(), false);
    }

    /** Whether the request names tags itself. */
    public boolean named() {
        return !added.isEmpty() || !removed.isEmpty();
    }

    /** Everything whose tags change. */
    public Set<SchemaEntity> entities() {
        Set<SchemaEntity> entities = new LinkedHashSet<>(added.keySet());
        entities.addAll(removed.keySet());
        return entities;
    }

    /** The tags of the entity afterwards, those that it had first. */
    public Set<String> applied(SchemaEntity entity, Set<String> tags) {
        Set<String> result = new LinkedHashSet<>(tags);
        result.addAll(added.getOrDefault(entity, Set.of()));
        result.removeAll(removed.getOrDefault(entity, Set.of()));
        return result;
    }
}
