package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What kind of statement a schema makes. Several at once are a combination of all of them. */
sealed interface Shape {

    Place place();

    record Anything(Place place) implements Shape {}

    record Nothing(Place place) implements Shape {}

    record Text(Place place) implements Shape {}

    /**
     * @param whole only integers
     */
    record Num(Place place, boolean whole) implements Shape {}

    record Truth(Place place) implements Shape {}

    record Null(Place place) implements Shape {}

    record Obj(Place place) implements Shape {}

    record Arr(Place place) implements Shape {}

    record Enumeration(Place place) implements Shape {}

    record Constant(Place place) implements Shape {}

    record Not(Place place) implements Shape {}

    record Conditional(Place place) implements Shape {}

    record Combined(Place place, Criterion criterion, List<Shape> parts) implements Shape {}

    enum Criterion {
        ALL,
        ANY,
        ONE
    }

    Set<String> OF_OBJECTS = Set.of(
            "properties",
            "required",
            "additionalProperties",
            "unevaluatedProperties",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "propertyNames",
            "dependencies",
            "dependentRequired",
            "dependentSchemas");
    Set<String> OF_ARRAYS = Set.of(
            "items",
            "prefixItems",
            "additionalItems",
            "unevaluatedItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains");
    Set<String> OF_TEXTS = Set.of("minLength", "maxLength", "pattern");
    Set<String> OF_NUMBERS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

    static Shape of(Place given) {
        Place place = given.followed();
        JsonNode node = place.node();
        if (node.isBoolean()) {
            return node.asBoolean() ? new Anything(place) : new Nothing(place);
        }
        List<Shape> parts = new ArrayList<>(typed(place));
        if (node.has("enum")) {
            parts.add(new Enumeration(place));
        }
        if (node.has("const")) {
            parts.add(new Constant(place));
        }
        if (node.has("not")) {
            parts.add(new Not(place));
        }
        if (node.has("if")) {
            parts.add(new Conditional(place));
        }
        combination(place, "allOf", Criterion.ALL, parts);
        combination(place, "anyOf", Criterion.ANY, parts);
        combination(place, "oneOf", Criterion.ONE, parts);
        return switch (parts.size()) {
            case 0 -> new Anything(place);
            case 1 -> parts.getFirst();
            default -> new Combined(place, Criterion.ALL, List.copyOf(parts));
        };
    }

    private static void combination(Place place, String keyword, Criterion criterion, List<Shape> parts) {
        place.member(keyword).ifPresent(list -> {
            List<Shape> members = new ArrayList<>();
            list.node().forEach(each -> members.add(new Later(place.at(each))));
            parts.add(new Combined(place, criterion, members));
        });
    }

    /** Looked at only when it is compared, for schemas may contain themselves. */
    record Later(Place place) implements Shape {}

    private static List<Shape> typed(Place place) {
        JsonNode type = place.node().path("type");
        if (type.isArray()) {
            List<Shape> types = new ArrayList<>();
            type.forEach(each -> types.add(typed(place, each.asText())));
            return types.size() == 1 ? types : List.of(new Combined(place, Criterion.ANY, types));
        }
        if (type.isTextual()) {
            return List.of(typed(place, type.asText()));
        }
        return Stream.of(
                        has(place, OF_OBJECTS) ? Stream.of(new Obj(place)) : Stream.<Shape>empty(),
                        has(place, OF_ARRAYS) ? Stream.of(new Arr(place)) : Stream.<Shape>empty(),
                        has(place, OF_TEXTS) ? Stream.of(new Text(place)) : Stream.<Shape>empty(),
                        has(place, OF_NUMBERS) ? Stream.of(new Num(place, false)) : Stream.<Shape>empty())
                .<Shape>flatMap(each -> each)
                .toList();
    }

    private static boolean has(Place place, Set<String> keywords) {
        return keywords.stream().anyMatch(place.node()::has);
    }

    private static Shape typed(Place place, String type) {
        return switch (type) {
            case "string" -> new Text(place);
            case "number" -> new Num(place, false);
            case "integer" -> new Num(place, true);
            case "boolean" -> new Truth(place);
            case "null" -> new Null(place);
            case "object" -> new Obj(place);
            case "array" -> new Arr(place);
            default -> new Anything(place);
        };
    }
}
