package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tags in a schema that is written in JSON: a list in the member {@code confluent:tags} of what they are at. */
public final class InlineTags {

    private static final String MEMBER = "confluent:tags";

    private InlineTags() {}

    public static Map<SchemaEntity, Set<String>> in(Map<SchemaEntity, ObjectNode> places) {
        Map<SchemaEntity, Set<String>> tags = new LinkedHashMap<>();
        places.forEach((entity, node) -> tags.put(entity, at(node)));
        return tags;
    }

    /**
     * @param places finds what is to be tagged, which is changed
     * @throws ProblemException INVALID_SCHEMA when it is not there
     */
    public static void change(TagChange change, Function<SchemaEntity, Optional<ObjectNode>> places) {
        for (SchemaEntity entity : change.entities()) {
            ObjectNode node = places.apply(entity).orElseThrow(() -> nowhere(entity));
            Set<String> tags = change.applied(entity, at(node));
            if (tags.isEmpty()) {
                node.remove(MEMBER);
            } else {
                ArrayNode list = Json.MAPPER.createArrayNode();
                tags.forEach(list::add);
                node.set(MEMBER, list);
            }
        }
    }

    public static ProblemException nowhere(SchemaEntity entity) {
        return new ProblemException(
                RegistryProblem.INVALID_SCHEMA,
                "No matching path '" + entity.path() + "' found in the schema, so no "
                        + (entity.kind() == SchemaEntity.Kind.FIELD ? "field" : "record") + " there can be tagged.");
    }

    private static Set<String> at(JsonNode node) {
        Set<String> tags = new LinkedHashSet<>();
        if (node.get(MEMBER) instanceof ArrayNode list) {
            list.forEach(tag -> tags.add(tag.asText()));
        }
        return tags;
    }
}
