package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a document is a JSON Schema: what its keywords need, of every draft from 4 to 2020-12. */
final class JsonSchemaCheck {

    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final List<String> SCHEMAS = List.of(
            "additionalProperties",
            "additionalItems",
            "unevaluatedProperties",
            "unevaluatedItems",
            "propertyNames",
            "contains",
            "not",
            "if",
            "then",
            "else");
    private static final List<String> MAPS =
            List.of("properties", "patternProperties", "definitions", "$defs", "dependentSchemas");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> COUNTS =
            List.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");
    private static final List<String> TEXTS = List.of("title", "description", "pattern", "$ref", "$id", "$schema");

    private JsonSchemaCheck() {}

    static void check(Place place) {
        schema("#", place);
    }

    private static void schema(String path, Place place) {
        JsonNode node = place.node();
        if (node.isBoolean()) {
            return;
        }
        require(node.isObject(), path, "a schema is an object or a boolean");
        type(path, node.path("type"));
        TEXTS.forEach(
                name -> require(absent(node, name) || node.get(name).isTextual(), path + "/" + name, "is no string"));
        COUNTS.forEach(name -> require(
                absent(node, name)
                        || (node.get(name).canConvertToExactIntegral()
                                && node.get(name).decimalValue().signum() >= 0),
                path + "/" + name,
                "is no count"));
        for (String name : List.of("minimum", "maximum", "multipleOf")) {
            require(absent(node, name) || node.get(name).isNumber(), path + "/" + name, "is no number");
        }
        require(absent(node, "enum") || node.get("enum").isArray(), path + "/enum", "is no list of values");
        required(path, node.path("required"));
        pattern(path, node.path("pattern").asText(""));
        if (node.path("$ref").isTextual()) {
            place.followed();
        }
        parts(path, place);
    }

    private static void parts(String path, Place place) {
        for (String name : SCHEMAS) {
            place.member(name).ifPresent(part -> schema(path + "/" + name, part));
        }
        for (String name : MAPS) {
            place.member(name).ifPresent(map -> {
                require(map.node().isObject(), path + "/" + name, "is no object of schemas");
                map.node().properties().forEach(each -> {
                    if (name.equals("patternProperties")) {
                        pattern(path + "/" + name, each.getKey());
                    }
                    schema(path + "/" + name + "/" + each.getKey(), place.at(each.getValue()));
                });
            });
        }
        for (String name : LISTS) {
            place.member(name).ifPresent(list -> {
                require(list.node().isArray() && !list.node().isEmpty(), path + "/" + name, "is no list of schemas");
                list.node().forEach(each -> schema(path + "/" + name, place.at(each)));
            });
        }
        place.member("items").ifPresent(items -> {
            if (items.node().isArray()) {
                items.node().forEach(each -> schema(path + "/items", place.at(each)));
            } else {
                schema(path + "/items", items);
            }
        });
    }

    private static void type(String path, JsonNode type) {
        if (type.isMissingNode()) {
            return;
        }
        require(type.isTextual() || (type.isArray() && !type.isEmpty()), path + "/type", "is no type");
        for (JsonNode each : type.isArray() ? type : List.of(type)) {
            require(
                    each.isTextual() && TYPES.contains(each.asText()),
                    path + "/type",
                    each + " is none of string, number, integer, boolean, object, array, null");
        }
    }

    /** Draft 3 and some generators set a boolean at the property instead of a list at the object; it says nothing here. */
    private static void required(String path, JsonNode required) {
        if (required.isMissingNode() || required.isBoolean()) {
            return;
        }
        require(required.isArray(), path + "/required", "is no list of names");
        required.forEach(name -> require(name.isTextual(), path + "/required", name + " is no name"));
    }

    private static void pattern(String path, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new ProblemException(
                            RegistryProblem.INVALID_SCHEMA, path + ": \"" + pattern + "\" is no regular expression")
                    .because(e);
        }
    }

    private static boolean absent(JsonNode node, String name) {
        return !node.has(name);
    }

    private static void require(boolean holds, String path, String otherwise) {
        if (!holds) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, path + ": " + otherwise);
        }
    }
}
