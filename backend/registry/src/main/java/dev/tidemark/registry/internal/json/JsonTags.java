package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.InlineTags;
import dev.tidemark.registry.internal.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of a JSON Schema and their properties, under the paths that Confluent's clients give them. References are not followed. */
final class JsonTags {

    private final Map<SchemaEntity, ObjectNode> places = new LinkedHashMap<>();

    /** Objects that are the value of a property: their tags are the property's, but they may be named too. */
    private final Map<SchemaEntity, ObjectNode> values = new HashMap<>();

    private JsonTags(JsonNode root) {
        schema(root, "", false);
    }

    static Map<SchemaEntity, Set<String>> of(JsonNode root) {
        return InlineTags.in(new JsonTags(root).places);
    }

    static String changed(JsonNode root, TagChange change) {
        JsonNode copy = root.deepCopy();
        JsonTags tags = new JsonTags(copy);
        InlineTags.change(change, tags::find);
        return Json.text(copy);
    }

    private Optional<ObjectNode> find(SchemaEntity entity) {
        return Optional.ofNullable(places.get(entity)).or(() -> Optional.ofNullable(values.get(entity)));
    }

    private void schema(JsonNode node, String scope, boolean property) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        List<JsonParts.Part> parts = JsonParts.of(schema);
        for (int i = 0; i < parts.size(); i++) {
            part(parts.get(i), schema, parts.size() > 1 ? scope + "allof." + i + "." : scope, property);
        }
        for (String member : List.of("definitions", "$defs")) {
            schema.path(member)
                    .properties()
                    .forEach(each ->
                            schema(each.getValue(), scope + "object." + member + "." + each.getKey() + ".", false));
        }
    }

    private void part(JsonParts.Part part, ObjectNode schema, String scope, boolean property) {
        switch (part.kind()) {
            case OBJECT -> object(schema, scope + "object", property);
            case ARRAY -> schema(schema.path("items"), scope + "array.", false);
            case COMBINED -> combined(part.member(), schema, scope, property);
            case CONDITIONAL ->
                Stream.of("if", "then", "else")
                        .forEach(each -> schema(schema.path(each), scope + "conditional." + each + ".", false));
            case NOT -> schema(schema.path("not"), scope + "not.", false);
            case BOOLEAN, CONST, EMPTY, ENUM, FALSE, NULL, NUMBER, REFERENCE, STRING, TRUE -> {}
        }
    }

    private void object(ObjectNode schema, String path, boolean property) {
        (property ? values : places).put(SchemaEntity.record(path), schema);
        schema.path("properties").properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode value) {
                String at = path + "." + each.getKey();
                places.put(SchemaEntity.field(at), value);
                schema(value, at + ".", true);
            }
        });
    }

    private void combined(String member, ObjectNode schema, String scope, boolean property) {
        if (member.equals("type")) {
            List<JsonParts.Kind> types = JsonParts.types(schema.path("type"));
            for (int i = 0; i < types.size(); i++) {
                part(new JsonParts.Part(types.get(i), ""), schema, scope + "anyof." + i + ".", property);
            }
            return;
        }
        List<JsonNode> alternatives =
                schema.path(member).valueStream().sorted(JsonParts.ORDER).toList();
        for (int i = 0; i < alternatives.size(); i++) {
            schema(alternatives.get(i), scope + member.toLowerCase(Locale.ROOT) + "." + i + ".", false);
        }
    }
}
