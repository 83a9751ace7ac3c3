package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a model of the newer YAML: entities and dimensions stand at its columns, measures are its simple metrics. */
final class NewerModelReader {

    private final Faults faults;
    private final Words words;
    private final ModelReader parts;

    NewerModelReader(Words words, Faults faults, ModelReader parts) {
        this.faults = faults;
        this.words = words;
        this.parts = parts;
    }

    /** Empty for a model that says nothing about its meaning, or says that it has none. */
    Optional<SemanticModel> read(YamlMap map) {
        if (!map.has("semantic_model") && map.has("metrics")) {
            faults.add(
                    map.placeOf("metrics"),
                    "The model " + map.text("name").orElse("") + " has metrics and is no semantic model. "
                            + "Add “semantic_model: {enabled: true}” to it.");
        }
        return isEnabled(map) ? Optional.of(model(map)) : Optional.empty();
    }

    private boolean isEnabled(YamlMap map) {
        return map.isMap("semantic_model")
                ? map.map("semantic_model")
                        .filter(said -> !said.has("enabled") || words.isTrue(said, "enabled"))
                        .filter(words::isOn)
                        .isPresent()
                : words.isTrue(map, "semantic_model");
    }

    private SemanticModel model(YamlMap map) {
        Optional<YamlMap> said = map.isMap("semantic_model") ? map.map("semantic_model") : Optional.empty();
        Optional<String> time = map.text("agg_time_dimension");
        Optional<String> ofMeasures = time.or(() -> parts.isTimeless(map) ? Optional.of("") : Optional.empty());
        List<Entity> entities = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>();
        for (YamlMap column : map.maps("columns")) {
            entity(column).ifPresent(entities::add);
            dimension(column).ifPresent(dimensions::add);
        }
        map.map("derived_semantics").ifPresent(derived -> {
            derived.maps("entities").forEach(entity -> entities.add(parts.entity(entity)));
            derived.maps("dimensions").forEach(dimension -> dimensions.add(parts.dimension(dimension)));
        });
        return new SemanticModel(
                said.flatMap(found -> found.text("name")).orElseGet(() -> map.required("name")),
                map.text("description").orElse(""),
                Optional.of(relation(map)),
                map.text("primary_entity").or(() -> ModelReader.firstPrimary(entities)),
                time,
                entities,
                dimensions,
                map.maps("metrics").stream()
                        .filter(words::isOn)
                        .filter(metric -> metric.text("type").orElse("simple").equals("simple"))
                        .map(metric -> parts.measure(metric, ofMeasures))
                        .toList(),
                parts.bindings(map),
                new BridgeReader(faults, words).read(map, entities, dimensions),
                map.place());
    }

    /** The table of a dbt model: the one that it says, else the one that is called like it. */
    static String relation(YamlMap map) {
        return ModelReader.relationOf(map)
                .or(() -> map.text("alias"))
                .or(() -> map.isMap("config")
                        ? map.map("config").flatMap(found -> found.text("alias"))
                        : Optional.empty())
                .orElseGet(() -> map.required("name"));
    }

    /** A column says {@code entity: primary}, or more of it as keys and values. */
    private Optional<Entity> entity(YamlMap column) {
        if (!column.isMap("entity") && column.text("entity").isEmpty()) {
            return Optional.empty();
        }
        String name = column.required("name");
        YamlMap said = column.map("entity", "type");
        said.required("type");
        return Optional.of(new Entity(
                said.text("name").orElse(name),
                words.choice(said, "type", Entity.Type.class, Entity.Type.FOREIGN),
                SqlExpression.name(name),
                column.place()));
    }

    /** A column says {@code dimension: time}, or more of it as keys and values; how fine its time is stands beside. */
    private Optional<Dimension> dimension(YamlMap column) {
        if (!column.isMap("dimension") && column.text("dimension").isEmpty()) {
            return Optional.empty();
        }
        String name = column.required("name");
        YamlMap said = column.map("dimension", "type");
        boolean time = words.choice(said, "type", Kind.class, Kind.CATEGORICAL) == Kind.TIME;
        Optional<Grain> grain = words.grain(column, "granularity").or(() -> words.grain(said, "granularity"));
        return Optional.of(new Dimension(
                said.text("name").orElse(name),
                said.text("description").or(() -> column.text("description")).orElse(""),
                SqlExpression.name(name),
                time ? grain.or(() -> Optional.of(Grain.DAY)) : Optional.empty(),
                ModelReader.validity(words, said),
                words.isTrue(said, "is_partition"),
                column.place()));
    }

    private enum Kind {
        TIME,
        CATEGORICAL
    }
}
