package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.registry.internal.rules.SchemaField;
import dev.tidemark.registry.internal.rules.SourceRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The properties of a JSON Schema, those of objects within properties included. */
final class JsonFields {

    private final List<SchemaField> fields = new ArrayList<>();
    private final Set<JsonNode> under = new HashSet<>();

    static List<SchemaField> of(Place root) {
        JsonFields walk = new JsonFields();
        walk.enter("", root);
        return walk.fields;
    }

    private void enter(String prefix, Place given) {
        Place place = given.followed();
        if (!place.node().isObject() || !under.add(place.node())) {
            return;
        }
        Set<String> required = new HashSet<>();
        place.node().path("required").forEach(name -> required.add(name.asText()));
        place.node()
                .path("properties")
                .properties()
                .forEach(each ->
                        field(prefix + each.getKey(), place.at(each.getValue()), !required.contains(each.getKey())));
        place.member("items").filter(items -> items.node().isObject()).ifPresent(items -> enter(prefix, items));
        under.remove(place.node());
    }

    private void field(String path, Place given, boolean notRequired) {
        JsonNode said = given.node();
        Place place = given.followed();
        fields.add(new SchemaField(
                path,
                place.node().path("type").toString(),
                place.node().path("format").asText("plain value"),
                notRequired || said.has("default") || place.node().has("default"),
                SourceRules.day(said.path("removable_from").asText("")),
                said.has("pii") || place.node().has("pii")));
        enter(path + ".", place);
    }
}
