package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.registry.internal.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what schemas say about arrays. */
record ArrayDiff(JsonSchemaDiff diff, String path, List<Conflict> found) {

    void compare(Shape.Arr writer, Shape.Arr reader) {
        everyItem(writer, reader);
        tuple(writer, reader);
        further(writer, reader);
        ValueDiff values = new ValueDiff(diff, path, found);
        values.most("maxItems", "MAX_ITEMS", writer, reader);
        values.least("minItems", "MIN_ITEMS", writer, reader);
        values.most("maxContains", "MAX_CONTAINS", writer, reader);
        values.least("minContains", "MIN_CONTAINS", writer, reader);
        if (!node(writer).path("uniqueItems").asBoolean(false)
                && node(reader).path("uniqueItems").asBoolean(false)) {
            add(
                    path + "/uniqueItems",
                    "UNIQUE_ITEMS_ADDED",
                    "items could repeat",
                    writer,
                    reader,
                    "leave uniqueItems out");
        }
    }

    private void everyItem(Shape.Arr writer, Shape.Arr reader) {
        Optional<Place> before = everyItem(writer);
        Optional<Place> after = everyItem(reader);
        if (before.isPresent() && after.isPresent()) {
            found.addAll(diff.compare(path + "/items", before.get(), after.get()));
        } else if (after.isPresent() && !(Shape.of(after.get()) instanceof Shape.Anything)) {
            add(path + "/items", "SCHEMA_ADDED", "items could be anything", writer, reader, "leave items out");
        }
    }

    private void tuple(Shape.Arr writer, Shape.Arr reader) {
        List<Place> before = tuple(writer);
        List<Place> after = tuple(reader);
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String at = path + "/items/" + i;
            if (i >= after.size()) {
                removed(at, before.get(i), writer, reader);
            } else if (i >= before.size()) {
                added(at, after.get(i), writer, reader);
            } else {
                found.addAll(diff.compare(at, before.get(i), after.get(i)));
            }
        }
    }

    private void removed(String at, Place before, Shape.Arr writer, Shape.Arr reader) {
        ContentModel model = ContentModel.ofArray(reader.place());
        if (model.open()) {
            return;
        }
        Optional<Place> covering = model.covering();
        if (covering.isPresent()) {
            List<Conflict> inside = diff.compare(at, before, covering.get());
            found.addAll(inside);
            if (!inside.isEmpty()) {
                add(
                        at,
                        "ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                        "the item is not described any more, and what is said of further items does not fit it",
                        writer,
                        reader,
                        "keep the item");
            }
        } else if (!(Shape.of(before) instanceof Shape.Nothing)) {
            add(
                    at,
                    "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL",
                    "the item is not allowed any more",
                    writer,
                    reader,
                    "keep the item");
        }
    }

    private void added(String at, Place after, Shape.Arr writer, Shape.Arr reader) {
        ContentModel model = ContentModel.ofArray(writer.place());
        if (model.open()) {
            if (!(Shape.of(after) instanceof Shape.Anything)) {
                add(
                        at,
                        "ITEM_ADDED_TO_OPEN_CONTENT_MODEL",
                        "the item could be anything before",
                        writer,
                        reader,
                        "allow no further items from the first version on");
            }
            return;
        }
        Optional<Place> covering = model.covering();
        if (covering.isPresent()) {
            List<Conflict> inside = diff.compare(at, covering.get(), after);
            found.addAll(inside);
            if (!inside.isEmpty()) {
                add(
                        at,
                        "ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                        "what was said of further items does not fit the new one",
                        writer,
                        reader,
                        "let the item accept what further items could be");
            }
        }
    }

    private void further(Shape.Arr writer, Shape.Arr reader) {
        ContentModel before = ContentModel.ofArray(writer.place());
        ContentModel after = ContentModel.ofArray(reader.place());
        String at = path + "/additionalItems";
        if (before.permitsFurther() && !after.permitsFurther()) {
            add(at, "ADDITIONAL_ITEMS_REMOVED", "further items were allowed", writer, reader, "keep allowing them");
        } else if (before.permitsFurther() == after.permitsFurther()) {
            if (before.schemaOfFurther().isEmpty() && after.schemaOfFurther().isPresent()) {
                add(
                        at,
                        "ADDITIONAL_ITEMS_NARROWED",
                        "further items could be anything",
                        writer,
                        reader,
                        "keep additionalItems true");
            } else if (before.schemaOfFurther().isPresent()
                    && after.schemaOfFurther().isPresent()) {
                found.addAll(diff.compare(
                        at,
                        before.schemaOfFurther().get(),
                        after.schemaOfFurther().get()));
            }
        }
        Unevaluated.compare(diff, path, "unevaluatedItems", "UNEVALUATED_ITEMS", writer, reader, found);
    }

    private static Optional<Place> everyItem(Shape.Arr array) {
        return node(array).has("prefixItems") || node(array).path("items").isArray()
                ? Optional.empty()
                : array.place().member("items");
    }

    private static List<Place> tuple(Shape.Arr array) {
        JsonNode items = node(array).path("items").isArray()
                ? node(array).path("items")
                : node(array).path("prefixItems");
        List<Place> places = new ArrayList<>();
        items.forEach(each -> places.add(array.place().at(each)));
        return places;
    }

    private void add(String at, String kind, String reason, Shape writer, Shape reader, String remedy) {
        diff.add(found, at, kind, reason, writer, reader, remedy);
    }

    private static JsonNode node(Shape shape) {
        return shape.place().node();
    }
}
