package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import java.util.Collection;
import java.util.UUID;

/** The JSON documents of the protocol. What is empty is left out. */
final class Documents {

    private Documents() {}

    static ObjectNode version(SchemaVersion version, String text) {
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("subject", version.subject().name())
                .put("version", version.version())
                .put("id", version.id());
        schema(document, version.guid(), version.content(), text);
        return of(document, version);
    }

    /** What is said about a version rather than about its schema. */
    static ObjectNode of(ObjectNode document, SchemaVersion version) {
        return document.put("ts", version.createdAt().toEpochMilli()).put("deleted", version.deleted());
    }

    /** The subjects that a schema refers to are named with their contexts, where that is asked for. */
    static ObjectNode referring(ObjectNode document, Subject subject, String referenceFormat) {
        if (referenceFormat.equals("qualified") && document.get("references") instanceof ArrayNode references) {
            for (JsonNode each : references) {
                Subject meant = subject.sibling(each.path("subject").asText());
                ((ObjectNode) each).put("subject", meant.name());
            }
        }
        return document;
    }

    static ObjectNode registered(SchemaVersion version, String text) {
        ObjectNode document =
                Json.MAPPER.createObjectNode().put("id", version.id()).put("version", version.version());
        schema(document, version.guid(), version.content(), text);
        return document;
    }

    static void schema(ObjectNode document, UUID guid, SchemaContent content, String text) {
        document.put("guid", guid.toString());
        document.put("schemaType", content.type().name());
        document.put("schema", text);
        if (!content.references().isEmpty()) {
            document.set("references", Json.kept(Json.text(content.references())));
        }
        String metadata = content.metadata();
        if (metadata != null) {
            document.set("metadata", Json.kept(metadata));
        }
        String ruleSet = content.ruleSet();
        if (ruleSet != null) {
            document.set("ruleSet", Json.kept(ruleSet));
        }
    }

    static ArrayNode numbers(Collection<Integer> numbers) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        numbers.forEach(array::add);
        return array;
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** As it is set: the level is then called compatibility. */
    static ObjectNode change(Settings settings) {
        ObjectNode document = settings.document();
        if (document.has("compatibilityLevel")) {
            document.set("compatibility", document.remove("compatibilityLevel"));
        }
        return document;
    }
}
