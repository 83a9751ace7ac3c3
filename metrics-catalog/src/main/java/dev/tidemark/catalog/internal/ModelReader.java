package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one semantic model of the legacy YAML or of a compiled manifest, and the parts that a model of the newer YAML has too. */
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
    private static final Set<String> OURS = Set.of("bindings", "bridge", "timeless");
    private static final Set<String> BINDING =
            Set.of("id", "store", "table", "time_column", "where", "columns", "keeps");
    private static final Set<String> ROLLUP =
            Stream.concat(BINDING.stream(), RollupReader.KEYS.stream()).collect(Collectors.toUnmodifiableSet());
    private static final List<String> STORES = List.of("realtime", "warehouse", "lakehouse");

    /** The name of a model, after that of its package and before its version where they are said. */
    private static final Pattern MODEL_REFERENCE = Pattern.compile(
            "ref\\(\\s*(?:['\"][\\w.]+['\"]\\s*,\\s*)?['\"]([\\w.]+)['\"]\\s*(?:,\\s*v(?:ersion)?\\s*=[^)]*)?\\)");

    private static final int MOST_DECIMALS = 30;
    private static final Pattern STORE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Faults faults;
    private final Words words;

    ModelReader(Words words, Faults faults) {
        this.faults = faults;
        this.words = words;
    }

    SemanticModel read(YamlMap map) {
        map.noteSlips(MODEL);
        Optional<String> time = map.map("defaults").flatMap(defaults -> defaults.text("agg_time_dimension"));
        Optional<String> ofMeasures = time.or(() -> isTimeless(map) ? Optional.of("") : Optional.empty());
        List<Entity> entities = map.maps("entities").stream().map(this::entity).toList();
        Optional<String> primary = map.text("primary_entity").or(() -> firstPrimary(entities));
        List<Dimension> dimensions =
                map.maps("dimensions").stream().map(this::dimension).toList();
        return new SemanticModel(
                map.required("name"),
                map.text("description").orElse(""),
                relation(map),
                primary,
                time,
                entities,
                dimensions,
                map.maps("measures").stream()
                        .map(measure -> measure(measure, ofMeasures))
                        .toList(),
                bindings(map),
                new BridgeReader(faults, words).read(map, entities, dimensions),
                map.place());
    }

    /** Whether a model says that its measures have no time: nobody forgot it. */
    boolean isTimeless(YamlMap map) {
        return map.map("config", "meta", "tidemark")
                .filter(ours -> words.isTrue(ours, "timeless"))
                .isPresent();
    }

    private static Optional<String> relation(YamlMap map) {
        return relationOf(map)
                .or(() -> map.text("model")
                        .map(MODEL_REFERENCE::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1)));
    }

    /** The table that {@code node_relation} names. */
    static Optional<String> relationOf(YamlMap map) {
        return map.map("node_relation")
                .flatMap(node -> node.text("alias")
                        .map(alias -> node.text("schema_name")
                                        .map(schema -> schema + ".")
                                        .orElse("")
                                + alias));
    }

    static Optional<Dimension.Validity> validity(Words words, YamlMap map) {
        return map.map("validity_params")
                .map(found -> words.isTrue(found, "is_start") ? Dimension.Validity.START : Dimension.Validity.END);
    }

    static Optional<String> firstPrimary(List<Entity> entities) {
        return entities.stream()
                .filter(entity -> entity.type() == Entity.Type.PRIMARY)
                .map(Entity::name)
                .findFirst();
    }

    List<Binding> bindings(YamlMap map) {
        Optional<YamlMap> found = map.map("config", "meta", "tidemark");
        found.ifPresent(ours -> ours.noteSlips(OURS));
        return found.stream()
                .flatMap(ours -> ours.maps("bindings").stream())
                .map(this::binding)
                .toList();
    }

    Entity entity(YamlMap map) {
        map.noteSlips(Set.of("name", "type", "expr", "description", "role", "entity", "label", "config"));
        String name = map.required("name");
        return new Entity(
                name, choice(map, "type", Entity.Type.class, Entity.Type.FOREIGN), expression(map, name), map.place());
    }

    Dimension dimension(YamlMap map) {
        map.noteSlips(Set.of(
                "name",
                "type",
                "expr",
                "description",
                "label",
                "type_params",
                "is_partition",
                "config",
                "granularity",
                "validity_params"));
        String name = map.required("name");
        Optional<YamlMap> params = map.map("type_params");
        boolean time = map.text("type").filter("time"::equals).isPresent();
        return new Dimension(
                name,
                map.text("description").orElse(""),
                expression(map, name),
                time
                        ? params.flatMap(found -> words.grain(found, "time_granularity"))
                                .or(() -> words.grain(map, "granularity"))
                                .or(() -> Optional.of(Grain.DAY))
                        : Optional.empty(),
                params.flatMap(found -> validity(words, found)).or(() -> validity(words, map)),
                words.isTrue(map, "is_partition"),
                map.place());
    }

    /** A measure, or what makes a simple metric of the newer YAML one. */
    Measure measure(YamlMap map, Optional<String> modelTime) {
        String name = map.required("name");
        Optional<String> time = map.text("agg_time_dimension").or(() -> modelTime);
        if (time.isEmpty()) {
            faults.add(
                    map.place(),
                    "The measure " + name + " has no agg_time_dimension; add one here or under defaults. "
                            + "Where there is none, write timeless: true under config.meta.tidemark of the model.");
        }
        Aggregation aggregation = aggregation(map);
        return new Measure(
                name,
                map.text("description").orElse(""),
                aggregation,
                expression(map, name),
                percentile(map, aggregation),
                nonAdditive(map),
                time.orElse(""),
                map.place());
    }

    private Optional<Measure.Percentile> percentile(YamlMap map, Aggregation aggregation) {
        if (aggregation == Aggregation.MEDIAN) {
            return Optional.of(Measure.Percentile.MEDIAN);
        }
        if (aggregation != Aggregation.PERCENTILE) {
            return Optional.empty();
        }
        YamlMap params = map.map("agg_params").orElse(map);
        boolean discrete = words.isTrue(params, "use_discrete_percentile")
                || params.text("percentile_type").filter("discrete"::equals).isPresent();
        Optional<BigDecimal> fraction = params.scalar("percentile").flatMap(text -> {
            try {
                BigDecimal number = new BigDecimal(text.value());
                return Optional.of(number)
                        .filter(found -> found.signum() > 0
                                && found.compareTo(BigDecimal.ONE) < 0
                                && found.scale() <= MOST_DECIMALS);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
        if (fraction.isEmpty()) {
            faults.add(
                    map.placeOf("agg_params"),
                    "A percentile needs agg_params with percentile between 0 and 1, for example 0.95.");
        }
        return Optional.of(new Measure.Percentile(fraction.orElse(BigDecimal.valueOf(5, 1)), discrete));
    }

    private Optional<Measure.NonAdditive> nonAdditive(YamlMap map) {
        return map.map("non_additive_dimension").map(params -> {
            params.noteSlips(Set.of("name", "window_choice", "window_groupings", "window_agg", "group_by"));
            String choice = params.text("window_choice")
                    .or(() -> params.text("window_agg"))
                    .orElse("min");
            if (!Set.of("min", "max").contains(choice.toLowerCase(Locale.ROOT))) {
                faults.add(params.placeOf("window_choice"), "“" + choice + "” is no window_choice. Write min or max.");
            }
            List<YamlMap.Text> groupings = new ArrayList<>(params.texts("window_groupings"));
            groupings.addAll(params.texts("group_by"));
            return new Measure.NonAdditive(
                    params.required("name"),
                    choice.equalsIgnoreCase("max"),
                    groupings.stream().map(YamlMap.Text::value).toList());
        });
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
        map.noteSlips(map.has("role") ? ROLLUP : BINDING);
        String store = map.required("store");
        boolean slip = !STORES.contains(store) && !Nearest.to(store, STORES).isEmpty();
        if (slip || !STORE.matcher(store).matches()) {
            faults.add(map.placeOf("store"), "“" + store + "” is no store. " + Nearest.advice(store, STORES));
        }
        return new Binding(
                map.text("id").orElse(store),
                store,
                map.required("table"),
                map.text("time_column"),
                map.scalar("where").flatMap(where -> words.expression(where.value(), where.place())),
                map.entries("columns"),
                map.scalar("keeps").flatMap(keeps -> duration(keeps.value(), keeps.place())),
                new RollupReader(faults, words).read(map),
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
                .flatMap(found -> words.expression(found.value(), found.place()))
                .orElseGet(() -> SqlExpression.name(safe));
    }

    private <T extends Enum<T>> T choice(YamlMap map, String key, Class<T> type, T otherwise) {
        map.required(key);
        return words.choice(map, key, type, otherwise);
    }
}
