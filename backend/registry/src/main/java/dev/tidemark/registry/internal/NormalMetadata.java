package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.util.TreeSet;

/**
 * Metadata in the one form in which equal ones are equal: names in their order, properties as strings, tags and the names of sensitive
 * properties as sets. Members that the protocol does not know stay as they are.
 */
public final class NormalMetadata {

    private NormalMetadata() {}

    /**
     * @param metadata an object
     * @throws ProblemException MALFORMED_REGISTRY_REQUEST
     */
    public static JsonNode of(JsonNode metadata) {
        ObjectNode normal = (ObjectNode) Json.sorted(metadata);
        object(normal, "properties").properties().forEach(property -> property.setValue(string(property.getValue())));
        object(normal, "tags").properties().forEach(tagged -> tagged.setValue(set(tagged.getValue())));
        if (normal.hasNonNull("sensitive")) {
            normal.set("sensitive", set(normal.path("sensitive")));
        }
        return normal;
    }

    private static JsonNode object(ObjectNode metadata, String member) {
        JsonNode value = metadata.path(member);
        if (metadata.hasNonNull(member) && !value.isObject()) {
            throw malformed(member + " is no object");
        }
        return value;
    }

    private static JsonNode string(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw malformed(value + " is no string");
        }
        return Json.MAPPER.getNodeFactory().textNode(value.asText());
    }

    private static ArrayNode set(JsonNode list) {
        if (!list.isArray()) {
            throw malformed(list + " is no list");
        }
        TreeSet<String> values = new TreeSet<>();
        list.forEach(value -> values.add(string(value).asText()));
        ArrayNode set = Json.MAPPER.createArrayNode();
        values.forEach(set::add);
        return set;
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "in the metadata, " + what);
    }
}
