package dev.tidemark.registry.internal.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.InlineTags;
import dev.tidemark.registry.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records that an Avro schema defines itself, and their fields, by their full names. */
final class AvroTags {

    private final JsonNode root;
    private final Map<SchemaEntity, ObjectNode> places = new LinkedHashMap<>();

    private AvroTags(JsonNode root) {
        this.root = root;
        collect(root, "");
    }

    static Map<SchemaEntity, Set<String>> of(String text) {
        return InlineTags.in(new AvroTags(Json.kept(text)).places);
    }

    static String changed(String text, TagChange change) {
        AvroTags tags = new AvroTags(Json.kept(text));
        InlineTags.change(change, tags::find);
        return Json.text(tags.root);
    }

    private void collect(JsonNode node, String namespace) {
        if (node.isArray()) {
            node.forEach(branch -> collect(branch, namespace));
        } else if (node instanceof ObjectNode type) {
            switch (type.path("type").asText()) {
                case "record", "error" -> record(type, namespace);
                case "array" -> collect(type.path("items"), namespace);
                case "map" -> collect(type.path("values"), namespace);
                default -> collect(type.path("type"), namespace);
            }
        }
    }

    private void record(ObjectNode type, String outer) {
        String written = type.path("name").asText();
        String namespace = type.path("namespace").asText(outer);
        String name = written.contains(".") || namespace.isEmpty() ? written : namespace + "." + written;
        places.put(SchemaEntity.record(name), type);
        String inner = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        for (JsonNode each : type.path("fields")) {
            if (each instanceof ObjectNode field) {
                places.put(SchemaEntity.field(name + "." + field.path("name").asText()), field);
                collect(field.path("type"), inner);
            }
        }
    }

    /** A name without a namespace means the first record of that name. */
    private Optional<ObjectNode> find(SchemaEntity wanted) {
        ObjectNode exact = places.get(wanted);
        long names = wanted.path().chars().filter(c -> c == '.').count();
        boolean plain = names == (wanted.kind() == SchemaEntity.Kind.RECORD ? 0 : 1);
        return exact != null || !plain
                ? Optional.ofNullable(exact)
                : places.entrySet().stream()
                        .filter(place -> place.getKey().kind() == wanted.kind()
                                && place.getKey().path().endsWith("." + wanted.path()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
