package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one semantic model of the legacy YAML. */
final class ModelReader {

    private static final Set<String> MODEL = Set.of(
            "name",
            "description",
            "model",
            "defaults",
            "primary_entity",
            "entities",
            "dimensions",
            "measures",
            "config",
            "label",
            "meta",
            "node_relation");
    private static final Set<String> BINDING =
            Set.of("id", "store", "table", "time_column", "where", "columns", "keeps");
    private static final List<String> STORES = List.of("realtime", "warehouse", "lakehouse");

    private final Faults faults;

    ModelReader(Faults faults) {
        this.faults = faults;
    }

    SemanticModel read(YamlMap map) {
        map.noteSlips(MODEL);
        Optional<String> time = map.map("defaults").flatMap(defaults -> defaults.text("agg_time_dimension"));
        List<Entity> entities = map.maps("entities").stream().map(this::entity).toList();
        Optional<String> primary = map.text("primary_entity")
                .or(() -> entities.stream()
                        .filter(entity -> entity.type() == Entity.Type.PRIMARY)
                        .map(Entity::name)
                        .findFirst());
        List<Binding> bindings = map.map("config", "meta", "tidemark").stream()
                .flatMap(ours -> ours.maps("bindings").stream())
                .map(this::binding)
                .toList();
        return new SemanticModel(
                map.required("name"),
                map.text("description").orElse(""),
                primary,
                time,
                entities,
                map.maps("dimensions").stream().map(this::dimension).toList(),
                map.maps("measures").stream()
                        .map(measure -> measure(measure, time))
                        .toList(),
                bindings,
                map.place());
    }

    private Entity entity(YamlMap map) {
        map.noteSlips(Set.of("name", "type", "expr", "description", "role", "entity", "label", "config"));
        String name = map.required("name");
        return new Entity(
                name, choice(map, "type", Entity.Type.class, Entity.Type.FOREIGN), expression(map, name), map.place());
    }

    private Dimension dimension(YamlMap map) {
        map.noteSlips(Set.of("name", "type", "expr", "description", "label", "type_params", "is_partition", "config"));
        String name = map.required("name");
        Optional<YamlMap> params = map.map("type_params");
        boolean time = map.text("type").filter("time"::equals).isPresent();
        Optional<Dimension.Validity> validity = params.flatMap(found -> found.map("validity_params"))
                .map(found -> isTrue(found, "is_start") ? Dimension.Validity.START : Dimension.Validity.END);
        return new Dimension(
                name,
                map.text("description").orElse(""),
                expression(map, name),
                time ? Optional.of(grain(map, params)) : Optional.empty(),
                validity,
                map.place());
    }

    private Grain grain(YamlMap map, Optional<YamlMap> params) {
        Optional<YamlMap.Text> word = params.flatMap(found -> found.scalar("time_granularity"));
        if (word.isEmpty()) {
            return Grain.DAY;
        }
        return Grain.parse(word.get().value()).orElseGet(() -> {
            List<String> known = Arrays.stream(Grain.values()).map(Grain::word).toList();
            faults.add(
                    word.get().place(),
                    "“" + word.get().value() + "” is no time granularity of " + map.required("name") + ". "
                            + Nearest.advice(word.get().value(), known));
            return Grain.DAY;
        });
    }

    private Measure measure(YamlMap map, Optional<String> modelTime) {
        map.noteSlips(Set.of(
                "name",
                "agg",
                "expr",
                "description",
                "label",
                "agg_time_dimension",
                "create_metric",
                "agg_params",
                "non_additive_dimension",
                "config"));
        String name = map.required("name");
        Optional<String> time = map.text("agg_time_dimension").or(() -> modelTime);
        if (time.isEmpty()) {
            faults.add(
                    map.place(), "The measure " + name + " has no agg_time_dimension; add one here or under defaults.");
        }
        if (map.has("non_additive_dimension")) {
            faults.add(
                    map.placeOf("non_additive_dimension"), "Semi-additive measures cannot be computed yet. Remove it.");
        }
        return new Measure(
                name,
                map.text("description").orElse(""),
                aggregation(map),
                expression(map, name),
                time.orElse(""),
                map.place());
    }

    private Aggregation aggregation(YamlMap map) {
        String word = map.required("agg");
        return Aggregation.parse(word).orElseGet(() -> {
            List<String> known =
                    Arrays.stream(Aggregation.values()).map(Aggregation::word).toList();
            faults.add(map.placeOf("agg"), "“" + word + "” is no aggregation. " + Nearest.advice(word, known));
            return Aggregation.COUNT;
        });
    }

    private Binding binding(YamlMap map) {
        map.noteSlips(BINDING);
        String store = map.required("store");
        if (!STORES.contains(store)) {
            faults.add(map.placeOf("store"), "“" + store + "” is no store. " + Nearest.advice(store, STORES));
        }
        return new Binding(
                map.text("id").orElse(store),
                store,
                map.required("table"),
                map.text("time_column"),
                map.scalar("where").flatMap(where -> parse(where.value(), where.place())),
                map.entries("columns"),
                map.scalar("keeps").flatMap(keeps -> duration(keeps.value(), keeps.place())),
                map.place());
    }

    private Optional<Duration> duration(String text, Place place) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            faults.add(place, "“" + text + "” is no duration. Write it as in ISO 8601, for example P10D or PT12H.");
            return Optional.empty();
        }
    }

    private SqlExpression expression(YamlMap map, String name) {
        Optional<YamlMap.Text> text = map.scalar("expr");
        String safe = name.isEmpty() ? "unnamed" : name;
        return text.map(found -> found.value().equals("*") ? new YamlMap.Text("1", found.place()) : found)
                .flatMap(found -> parse(found.value(), found.place()))
                .orElseGet(() -> SqlExpression.name(safe));
    }

    private Optional<SqlExpression> parse(String text, Place place) {
        try {
            return Optional.of(SqlExpression.parse(text));
        } catch (ProblemException e) {
            faults.add(place, "The expression “" + text + "” cannot be used", e);
            return Optional.empty();
        }
    }

    private static boolean isTrue(YamlMap map, String key) {
        return map.text(key)
                .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent();
    }

    private <T extends Enum<T>> T choice(YamlMap map, String key, Class<T> type, T otherwise) {
        String word = map.required(key);
        List<T> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseGet(() -> {
                    List<String> known = all.stream()
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toList());
                    faults.add(map.placeOf(key), "“" + word + "” is not a " + key + ". " + Nearest.advice(word, known));
                    return otherwise;
                });
    }
}
