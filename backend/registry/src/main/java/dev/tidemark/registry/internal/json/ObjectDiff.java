package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.registry.internal.Conflict;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what schemas say about objects. */
record ObjectDiff(JsonSchemaDiff diff, String path, List<Conflict> found) {

    void compare(Shape.Obj writer, Shape.Obj reader) {
        required(writer, reader);
        Set<String> names = new LinkedHashSet<>();
        properties(writer).properties().forEach(each -> names.add(each.getKey()));
        properties(reader).properties().forEach(each -> names.add(each.getKey()));
        for (String name : names) {
            property(name, writer, reader);
        }
        dependencies(writer, reader);
        further(writer, reader);
        ValueDiff values = new ValueDiff(diff, path, found);
        values.most("maxProperties", "MAX_PROPERTIES", writer, reader);
        values.least("minProperties", "MIN_PROPERTIES", writer, reader);
    }

    private void property(String name, Shape.Obj writer, Shape.Obj reader) {
        JsonNode before = properties(writer).get(name);
        JsonNode after = properties(reader).get(name);
        String at = path + "/properties/" + name;
        if (after == null) {
            removed(at, name, writer.place().at(before), writer, reader);
        } else if (before == null) {
            added(at, name, reader.place().at(after), writer, reader);
        } else {
            found.addAll(
                    diff.compare(at, writer.place().at(before), reader.place().at(after)));
        }
    }

    private void removed(String at, String name, Place before, Shape writer, Shape.Obj reader) {
        if (ContentModel.ofObject(reader.place()).open()) {
            return;
        }
        Optional<Place> covering = ContentModel.covering(reader.place(), name);
        if (covering.isPresent()) {
            List<Conflict> inside = diff.compare(at, before, covering.get());
            found.addAll(inside);
            if (!inside.isEmpty()) {
                add(
                        at,
                        "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                        "the property " + name + " is gone, and what is said of further properties does not fit it",
                        writer,
                        reader,
                        "keep the property");
            }
        } else if (!(Shape.of(before) instanceof Shape.Nothing)) {
            add(
                    at,
                    "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL",
                    "the property " + name + " is gone, and no further properties are allowed",
                    writer,
                    reader,
                    "keep the property, or allow additionalProperties");
        }
    }

    private void added(String at, String name, Place after, Shape.Obj writer, Shape.Obj reader) {
        boolean demanded = required(reader).contains(name);
        boolean defaulted =
                after.followed().node().has("default") || after.node().has("default");
        if (ContentModel.ofObject(writer.place()).open()) {
            if (Shape.of(after) instanceof Shape.Anything) {
                return;
            }
            String kind = demanded
                    ? defaulted
                            ? "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL"
                            : "REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"
                    : "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL";
            add(
                    at,
                    kind,
                    "the property " + name + " is new, but documents could carry any value by this name before",
                    writer,
                    reader,
                    "set additionalProperties to false from the first version on, or compatibilityPolicy to LENIENT"
                            + (demanded && !defaulted ? ", and do not require the property" : ""));
            return;
        }
        Optional<Place> covering = ContentModel.covering(writer.place(), name);
        if (covering.isPresent()) {
            List<Conflict> inside = diff.compare(at, covering.get(), after);
            found.addAll(inside);
            if (!inside.isEmpty()) {
                add(
                        at,
                        "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                        "the property " + name + " is new, and what was said of further properties does not fit it",
                        writer,
                        reader,
                        "let the property accept what further properties could be");
            }
        }
        if (demanded && !defaulted) {
            add(
                    at,
                    "REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL",
                    "the property " + name + " is required now and was not written",
                    writer,
                    reader,
                    "give the property a default, or do not require it");
        }
    }

    private void required(Shape.Obj writer, Shape.Obj reader) {
        Set<String> before = required(writer);
        for (String name : required(reader)) {
            JsonNode after = properties(reader).get(name);
            boolean known = after != null && properties(writer).has(name);
            boolean nowhere = after == null && !properties(writer).has(name);
            if (before.contains(name) || !(known || nowhere)) {
                continue;
            }
            boolean defaulted = after != null
                    && (after.has("default")
                            || reader.place().at(after).followed().node().has("default"));
            if (!defaulted) {
                add(
                        path + "/required/" + name,
                        "REQUIRED_ATTRIBUTE_ADDED",
                        "the property " + name + " was optional and is required now",
                        writer,
                        reader,
                        "give the property a default, or do not require it");
            }
        }
    }

    private void dependencies(Shape.Obj writer, Shape.Obj reader) {
        for (String keyword : List.of("dependencies", "dependentRequired", "dependentSchemas")) {
            JsonNode before = writer.place().node().path(keyword);
            reader.place().node().path(keyword).properties().forEach(each -> {
                String at = path + "/" + keyword + "/" + each.getKey();
                JsonNode was = before.path(each.getKey());
                if (was.isMissingNode()) {
                    add(
                            at,
                            each.getValue().isArray() ? "DEPENDENCY_ARRAY_ADDED" : "DEPENDENCY_SCHEMA_ADDED",
                            "more is demanded together with " + each.getKey(),
                            writer,
                            reader,
                            "leave it out");
                } else if (was.isArray() != each.getValue().isArray()) {
                    add(at, "DEPENDENCY_SCHEMA_ADDED", "another kind of dependency", writer, reader, "keep it");
                } else if (!was.isArray()) {
                    found.addAll(diff.compare(
                            at, writer.place().at(was), reader.place().at(each.getValue())));
                } else if (!texts(was).containsAll(texts(each.getValue()))) {
                    add(
                            at,
                            texts(each.getValue()).containsAll(texts(was))
                                    ? "DEPENDENCY_ARRAY_EXTENDED"
                                    : "DEPENDENCY_ARRAY_CHANGED",
                            "more is demanded together with " + each.getKey(),
                            writer,
                            reader,
                            "demand no further properties");
                }
            });
        }
    }

    private void further(Shape.Obj writer, Shape.Obj reader) {
        ContentModel before = ContentModel.ofObject(writer.place());
        ContentModel after = ContentModel.ofObject(reader.place());
        String at = path + "/additionalProperties";
        if (before.permitsFurther() && !after.permitsFurther()) {
            add(
                    at,
                    "ADDITIONAL_PROPERTIES_REMOVED",
                    "further properties were allowed",
                    writer,
                    reader,
                    "keep allowing them");
        } else if (before.permitsFurther() == after.permitsFurther()) {
            if (before.schemaOfFurther().isEmpty() && after.schemaOfFurther().isPresent()) {
                add(
                        at,
                        "ADDITIONAL_PROPERTIES_NARROWED",
                        "further properties could be anything",
                        writer,
                        reader,
                        "keep additionalProperties true");
            } else if (before.schemaOfFurther().isPresent()
                    && after.schemaOfFurther().isPresent()) {
                found.addAll(diff.compare(
                        at,
                        before.schemaOfFurther().get(),
                        after.schemaOfFurther().get()));
            }
        }
        Unevaluated.compare(this.diff, path, "unevaluatedProperties", "UNEVALUATED_PROPERTIES", writer, reader, found);
    }

    private void add(String at, String kind, String reason, Shape writer, Shape reader, String remedy) {
        diff.add(found, at, kind, reason, writer, reader, remedy);
    }

    private static JsonNode properties(Shape shape) {
        return shape.place().node().path("properties");
    }

    private static Set<String> required(Shape shape) {
        return texts(shape.place().node().path("required"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
