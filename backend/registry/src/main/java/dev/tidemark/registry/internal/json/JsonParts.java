package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JSON Schema as the parts that a schema of one kind each would say. Confluent's clients number alternatives, and the parts of a schema
 * that says several things, in the order of {@link #ORDER}.
 */
final class JsonParts {

    /** In the order in which they are numbered. */
    enum Kind {
        ARRAY,
        BOOLEAN,
        COMBINED,
        CONDITIONAL,
        CONST,
        EMPTY,
        ENUM,
        FALSE,
        NOT,
        NULL,
        NUMBER,
        OBJECT,
        REFERENCE,
        STRING,
        TRUE
    }

    /**
     * @param member for what is combined the member that combines, {@code type} for several types; else empty
     */
    record Part(Kind kind, String member) {
        Part(Kind kind) {
            this(kind, "");
        }
    }

    static final Comparator<JsonNode> ORDER = Comparator.comparing(JsonParts::kind)
            .thenComparing(schema -> schema.path("title").asText())
            .thenComparing(schema -> schema.path("description").asText())
            .thenComparing(schema -> schema.path("default").toString())
            .thenComparing(
                    schema -> of(schema).stream().map(Part::member).findFirst().orElse(""))
            .thenComparing(schema -> contents(schema).size())
            .thenComparing(schema -> String.join(",", contents(schema)));

    private static final Set<String> OF_ARRAYS =
            Set.of("items", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains");
    private static final Set<String> OF_OBJECTS = Set.of(
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "dependencies",
            "patternProperties",
            "additionalProperties",
            "propertyNames");
    private static final Set<String> OF_STRINGS = Set.of("minLength", "maxLength", "pattern", "format");
    private static final Set<String> OF_NUMBERS =
            Set.of("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum");

    private JsonParts() {}

    /** In their order; none of a schema that says nothing. */
    static List<Part> of(JsonNode schema) {
        if (schema.has("$ref")) {
            return List.of(new Part(Kind.REFERENCE));
        }
        List<Part> parts = new ArrayList<>();
        Stream.of("allOf", "anyOf", "oneOf")
                .filter(schema::has)
                .forEach(member -> parts.add(new Part(Kind.COMBINED, member)));
        if (schema.path("type").isArray()) {
            parts.add(new Part(Kind.COMBINED, "type"));
        } else {
            typed(schema).forEach(kind -> parts.add(new Part(kind)));
        }
        add(parts, schema, Kind.ENUM, "enum");
        add(parts, schema, Kind.NOT, "not");
        add(parts, schema, Kind.CONST, "const");
        add(parts, schema, Kind.CONDITIONAL, "if");
        parts.sort(Comparator.comparing(Part::kind));
        return parts;
    }

    private static void add(List<Part> parts, JsonNode schema, Kind kind, String member) {
        if (schema.has(member)) {
            parts.add(new Part(kind));
        }
    }

    /** The types of a list of them, in their order. */
    static List<Kind> types(JsonNode list) {
        return list.valueStream().flatMap(name -> named(name.asText())).sorted().toList();
    }

    private static Set<Kind> typed(JsonNode schema) {
        Set<Kind> kinds = new HashSet<>(named(schema.path("type").asText()).toList());
        says(schema, OF_ARRAYS, Kind.ARRAY, kinds);
        says(schema, OF_OBJECTS, Kind.OBJECT, kinds);
        says(schema, OF_STRINGS, Kind.STRING, kinds);
        says(schema, OF_NUMBERS, Kind.NUMBER, kinds);
        return kinds;
    }

    private static void says(JsonNode schema, Set<String> members, Kind kind, Set<Kind> kinds) {
        if (members.stream().anyMatch(schema::has)) {
            kinds.add(kind);
        }
    }

    private static Stream<Kind> named(String type) {
        return switch (type) {
            case "array" -> Stream.of(Kind.ARRAY);
            case "boolean" -> Stream.of(Kind.BOOLEAN);
            case "null" -> Stream.of(Kind.NULL);
            case "number", "integer" -> Stream.of(Kind.NUMBER);
            case "object" -> Stream.of(Kind.OBJECT);
            case "string" -> Stream.of(Kind.STRING);
            default -> Stream.empty();
        };
    }

    private static Kind kind(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.asBoolean() ? Kind.TRUE : Kind.FALSE;
        }
        List<Part> parts = of(schema);
        return parts.isEmpty()
                ? Kind.EMPTY
                : parts.size() > 1 ? Kind.COMBINED : parts.getFirst().kind();
    }

    private static List<String> contents(JsonNode schema) {
        return switch (kind(schema)) {
            case OBJECT ->
                schema.path("properties")
                        .propertyStream()
                        .map(each -> each.getKey())
                        .sorted()
                        .toList();
            case ENUM ->
                schema.path("enum")
                        .valueStream()
                        .map(JsonNode::toString)
                        .sorted()
                        .toList();
            case CONST -> List.of(schema.path("const").toString());
            case COMBINED, ARRAY, BOOLEAN, CONDITIONAL, EMPTY, FALSE, NOT, NULL, NUMBER, REFERENCE, STRING, TRUE ->
                List.of();
        };
    }
}
