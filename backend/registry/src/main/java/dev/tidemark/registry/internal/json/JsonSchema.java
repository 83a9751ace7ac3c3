package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.Conflict;
import dev.tidemark.registry.internal.Json;
import dev.tidemark.registry.internal.ParsedSchema;
import dev.tidemark.registry.internal.rules.SchemaField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** White space does not belong to the text; the order of members does, unless it is normalized. */
public record JsonSchema(Place root, SchemaContent content) implements ParsedSchema {

    /**
     * @throws ProblemException INVALID_SCHEMA
     */
    public static JsonSchema parse(SchemaContent content, Map<String, String> references) {
        Map<String, JsonNode> documents = new HashMap<>();
        references.forEach((name, text) -> documents.put(name, referred(name, read(text))));
        Place root = Place.root(read(content.text()), documents);
        JsonSchemaCheck.check(root);
        return new JsonSchema(root, content.withText(Json.text(root.node()), content.references()));
    }

    private static JsonNode referred(String name, JsonNode document) {
        if (!document.isObject() && !document.isBoolean()) {
            throw new ProblemException(
                    RegistryProblem.INVALID_SCHEMA, "what it calls " + name + " is no JSON Schema: " + document + ".");
        }
        return document;
    }

    private static JsonNode read(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "it is no JSON: " + e.getOriginalMessage())
                    .because(e);
        } catch (NumberFormatException e) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "one of its numbers is out of reach").because(e);
        }
    }

    @Override
    public SchemaContent normalized() {
        return content.withText(
                Json.text(Json.sorted(root.node())),
                content.references().stream().sorted().distinct().toList());
    }

    @Override
    public List<Conflict> conflictsReading(ParsedSchema writer, ContentPolicy policy) {
        return JsonSchemaDiff.between(policy, ((JsonSchema) writer).root, root);
    }

    @Override
    public List<SchemaField> fields() {
        return JsonFields.of(root);
    }

    @Override
    public Map<SchemaEntity, Set<String>> tags() {
        return JsonTags.of(root.node());
    }

    @Override
    public SchemaContent tagged(TagChange change) {
        return content.withText(JsonTags.changed(root.node(), change), content.references());
    }

    @Override
    public String formatted(String format) {
        return content.text();
    }
}
