package dev.tidemark.registry.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.SchemaReference;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as the registry reads and keeps it: numbers exactly, members in their order, nothing after the end. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** For text that the registry itself has written. */
    public static JsonNode kept(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What the registry keeps is no JSON", e);
        }
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<SchemaReference> references(String text) {
        List<SchemaReference> references = new ArrayList<>();
        kept(text)
                .forEach(each -> references.add(new SchemaReference(
                        each.path("name").asText(),
                        each.path("subject").asText(),
                        each.path("version").asInt())));
        return references;
    }

    public static String text(List<SchemaReference> references) {
        var array = MAPPER.createArrayNode();
        references.forEach(each -> array.addObject()
                .put("name", each.name())
                .put("subject", each.subject())
                .put("version", each.version()));
        return text(array);
    }

    /** The same value with the members of all its objects in the order of their names. */
    public static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode result = MAPPER.createObjectNode();
            result.setAll(members);
            return result;
        }
        if (node.isArray()) {
            var result = MAPPER.createArrayNode();
            node.forEach(each -> result.add(sorted(each)));
            return result;
        }
        return node;
    }
}
