package dev.tidemark.registry.internal.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.internal.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A schema with full names, and the attributes of every type in one order: name, type, what the type is made of, then everything else by
 * name. A simple type without attributes is its name alone.
 */
final class NormalAvro {

    private static final List<String> FIRST = List.of("name", "type", "fields", "symbols", "items", "values", "size");

    private final Set<String> defined = new HashSet<>();

    static String text(Schema schema, List<Schema> referred) {
        NormalAvro normal = new NormalAvro();
        referred.forEach(each -> normal.defined.add(each.getFullName()));
        return Json.text(normal.node(schema));
    }

    private JsonNode node(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> union(schema);
            case RECORD, ENUM, FIXED -> named(schema);
            case ARRAY, MAP -> {
                ObjectNode node = own(schema);
                boolean array = schema.getType() == Schema.Type.ARRAY;
                node.set(array ? "items" : "values", node(array ? schema.getElementType() : schema.getValueType()));
                yield ordered(node);
            }
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES -> {
                ObjectNode node = own(schema);
                yield node.size() == 1 ? node.get("type") : ordered(node);
            }
        };
    }

    private ArrayNode union(Schema schema) {
        ArrayNode branches = Json.MAPPER.createArrayNode();
        schema.getTypes().forEach(branch -> branches.add(node(branch)));
        return branches;
    }

    private JsonNode named(Schema schema) {
        if (!defined.add(schema.getFullName())) {
            return Json.MAPPER.getNodeFactory().textNode(schema.getFullName());
        }
        ObjectNode node = own(schema);
        node.remove("namespace");
        node.put("name", schema.getFullName());
        if (schema.getType() == Schema.Type.RECORD) {
            JsonNode given = node.get("fields");
            ArrayNode fields = Json.MAPPER.createArrayNode();
            for (int i = 0; i < schema.getFields().size(); i++) {
                fields.add(field(schema.getFields().get(i), (ObjectNode) given.get(i)));
            }
            node.set("fields", fields);
        }
        return ordered(node);
    }

    private ObjectNode field(Schema.Field field, ObjectNode given) {
        given.set("type", node(field.schema()));
        return ordered(given);
    }

    /** The schema's own attributes, as Avro writes them. */
    private static ObjectNode own(Schema schema) {
        JsonNode json = json(schema);
        if (json.isObject()) {
            return (ObjectNode) json;
        }
        return Json.MAPPER.createObjectNode().put("type", json.asText());
    }

    private static JsonNode json(Schema schema) {
        return Json.kept(schema.toString());
    }

    private static ObjectNode ordered(ObjectNode node) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
        members.sort(Comparator.comparing((Map.Entry<String, JsonNode> member) -> rank(member.getKey()))
                .thenComparing(Map.Entry::getKey));
        ObjectNode result = Json.MAPPER.createObjectNode();
        members.forEach(member -> result.set(
                member.getKey(), FIRST.contains(member.getKey()) ? member.getValue() : Json.sorted(member.getValue())));
        return result;
    }

    private static int rank(String member) {
        int index = FIRST.indexOf(member);
        return index < 0 ? FIRST.size() : index;
    }
}
