package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metadata or rule sets laid over each other: objects member by member, rules by their names; anything else is replaced. */
public final class Layers {

    private Layers() {}

    /**
     * @param layers the lowest first; what is no object is left out
     */
    public static ObjectNode over(JsonNode... layers) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        for (JsonNode layer : layers) {
            lay(result, layer);
        }
        return result;
    }

    private static void lay(ObjectNode result, JsonNode layer) {
        layer.properties().forEach(member -> {
            JsonNode below = result.path(member.getKey());
            if (below.isObject() && member.getValue().isObject()) {
                lay((ObjectNode) below, member.getValue());
            } else if (below.isArray() && member.getValue().isArray()) {
                result.set(member.getKey(), byName((ArrayNode) below, (ArrayNode) member.getValue()));
            } else {
                result.set(member.getKey(), member.getValue().deepCopy());
            }
        });
    }

    /** A rule in the place of another comes where the new ones come, as in the protocol's first server. */
    private static ArrayNode byName(ArrayNode below, ArrayNode above) {
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        below.forEach(rule -> rules.put(name(rule), rule));
        above.forEach(rule -> rules.remove(name(rule)));
        above.forEach(rule -> rules.put(name(rule), rule));
        ArrayNode result = Json.MAPPER.createArrayNode();
        rules.values().forEach(result::add);
        return result;
    }

    private static String name(JsonNode rule) {
        return rule.path("name").asText(rule.toString());
    }
}
