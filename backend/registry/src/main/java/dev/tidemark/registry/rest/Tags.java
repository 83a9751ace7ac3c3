package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.internal.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Tags as requests and answers write them: each entity with its tags. */
final class Tags {

    private static final String EVERY = "*";

    private Tags() {}

    /**
     * @throws ProblemException MALFORMED_REGISTRY_REQUEST
     */
    static Map<SchemaEntity, Set<String>> in(JsonNode list) {
        Map<SchemaEntity, Set<String>> tags = new LinkedHashMap<>();
        for (JsonNode each : list) {
            Set<String> of = tags.computeIfAbsent(entity(each.path("schemaEntity")), entity -> new LinkedHashSet<>());
            each.path("tags").forEach(tag -> of.add(tag.asText()));
        }
        return tags;
    }

    private static SchemaEntity entity(JsonNode entity) {
        String path = entity.path("entityPath").asText("");
        return switch (entity.path("entityType").asText("")) {
            case "sr_record" -> SchemaEntity.record(path);
            case "sr_field" -> SchemaEntity.field(path);
            default ->
                throw new ProblemException(
                        RegistryProblem.MALFORMED_REGISTRY_REQUEST,
                        "a schemaEntity needs an entityPath and the entityType sr_record or sr_field");
        };
    }

    /**
     * The document with what carries one of the tags, if tags were asked for.
     *
     * @param wanted tags; a star for all
     */
    static ObjectNode found(ObjectNode document, List<String> wanted, Supplier<Map<SchemaEntity, Set<String>>> tags) {
        if (wanted.isEmpty()) {
            return document;
        }
        ArrayNode list = Json.MAPPER.createArrayNode();
        tags.get().forEach((entity, carried) -> {
            boolean matches = wanted.contains(EVERY) || !Collections.disjoint(wanted, carried);
            if (matches && !carried.isEmpty()) {
                ObjectNode each = list.addObject();
                each.putObject("schemaEntity")
                        .put("entityPath", entity.path())
                        .put("entityType", "sr_" + entity.kind().name().toLowerCase(Locale.ROOT));
                each.set("tags", Documents.texts(carried));
            }
        });
        if (!list.isEmpty()) {
            document.set("schemaTags", list);
        }
        return document;
    }
}
