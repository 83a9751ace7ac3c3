package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML mapping whose values know their line. A value of the wrong kind is noted as a fault and read as absent. */
final class YamlMap {

    /** A scalar with its place. */
    record Text(String value, Place place) {}

    private final Place place;
    private final Place end;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();
    private final Faults faults;

    private YamlMap(String file, MappingNode node, Faults faults) {
        this.place = place(file, node);
        this.end = new Place(file, node.getEndMark().map(Mark::getLine).orElse(0));
        this.faults = faults;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Node old = values.put(key.getValue(), tuple.getValueNode());
                keys.put(key.getValue(), place(file, key));
                if (old != null) {
                    faults.add(place(file, key), "The key “" + key.getValue() + "” stands here twice. Keep one.");
                }
            }
        }
    }

    /** The mapping with nothing but one text. */
    private YamlMap(String file, String key, ScalarNode text, Faults faults) {
        this.place = place(file, text);
        this.end = place;
        this.faults = faults;
        values.put(key, text);
        keys.put(key, place);
    }

    /** The mappings at the top of each document of a file. */
    static List<YamlMap> read(String file, String text, Faults faults) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .build();
        List<YamlMap> maps = new ArrayList<>();
        try {
            for (Node node : new Compose(settings).composeAllFromString(text)) {
                if (node instanceof MappingNode mapping) {
                    maps.add(new YamlMap(file, mapping, faults));
                } else if (node.getNodeType() != NodeType.SCALAR) {
                    faults.add(place(file, node), "Expected keys such as semantic_models: and metrics:.");
                }
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            faults.add(new Place(file, line), "This is not YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            faults.add(new Place(file, 0), "This is not YAML: " + e.getMessage() + ".");
        }
        return maps;
    }

    /** The same mapping with two values of others where it has none itself. */
    YamlMap with(String key, YamlMap from, String otherKey, YamlMap otherFrom) {
        YamlMap copy = new YamlMap(this);
        copy.take(key, from);
        copy.take(otherKey, otherFrom);
        return copy;
    }

    private void take(String key, YamlMap from) {
        Node value = from.values.get(key);
        if (value != null && (!values.containsKey(key) || isNull(values.get(key)))) {
            values.put(key, value);
            keys.put(key, from.placeOf(key));
        }
    }

    private YamlMap(YamlMap other) {
        this.place = other.place;
        this.end = other.end;
        this.faults = other.faults;
        values.putAll(other.values);
        keys.putAll(other.keys);
    }

    Place place() {
        return place;
    }

    /** The last line of the mapping. */
    int lastLine() {
        return end.line();
    }

    Place placeOf(String key) {
        return keys.getOrDefault(key, place);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    Optional<String> text(String key) {
        return scalar(key).map(Text::value);
    }

    Optional<Text> scalar(String key) {
        Node node = values.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL)
                    ? Optional.empty()
                    : Optional.of(new Text(scalar.getValue(), place(place.file(), scalar)));
        }
        faults.add(placeOf(key), "“" + key + "” must be one value.");
        return Optional.empty();
    }

    /** A text that must be there; the empty text after noting that it is missing. */
    String required(String key) {
        Optional<String> value = text(key);
        if (value.isEmpty() && !(values.get(key) instanceof MappingNode)) {
            faults.add(place, "“" + key + "” is missing. Add “" + key + ": …”.");
        }
        return value.orElse("");
    }

    Optional<YamlMap> map(String key) {
        Node node = values.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(place.file(), mapping, faults));
        }
        faults.add(placeOf(key), "“" + key + "” must hold keys and values.");
        return Optional.empty();
    }

    /**
     * The mapping under a key that is there, written out or as the one text that matters most.
     *
     * @param shortened the key of that text
     */
    YamlMap map(String key, String shortened) {
        return values.get(key) instanceof ScalarNode text
                ? new YamlMap(place.file(), shortened, text, faults)
                : map(key).orElse(this);
    }

    /** Follows keys through nested mappings. */
    Optional<YamlMap> map(String first, String second, String third) {
        return map(first).flatMap(one -> one.map(second)).flatMap(two -> two.map(third));
    }

    boolean isMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof MappingNode mapping) {
                maps.add(new YamlMap(place.file(), mapping, faults));
            } else {
                faults.add(place(place.file(), item), "Each item of “" + key + "” must hold keys and values.");
            }
        }
        return maps;
    }

    /** The mappings of a list; a text in it is the mapping with nothing but that name. */
    List<YamlMap> mapsOrNames(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof MappingNode mapping) {
                maps.add(new YamlMap(place.file(), mapping, faults));
            } else if (item instanceof ScalarNode scalar) {
                maps.add(new YamlMap(place.file(), "name", scalar, faults));
            } else {
                faults.add(
                        place(place.file(), item),
                        "Each item of “" + key + "” must be a name or hold keys and values.");
            }
        }
        return maps;
    }

    /** The texts of a list, or the one text that stands in its place. */
    List<Text> texts(String key) {
        if (values.get(key) instanceof ScalarNode) {
            return scalar(key).map(List::of).orElse(List.of());
        }
        List<Text> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(new Text(scalar.getValue(), place(place.file(), scalar)));
            } else {
                faults.add(place(place.file(), item), "Each item of “" + key + "” must be a text.");
            }
        }
        return texts;
    }

    /** The entries of a mapping from text to text. */
    Map<String, String> entries(String key) {
        Map<String, String> entries = new LinkedHashMap<>();
        map(key).ifPresent(map ->
                map.keys().forEach(name -> map.text(name).ifPresent(value -> entries.put(name, value))));
        return entries;
    }

    /** Notes keys that look like a slip of a known one; others are left to other readers of the file. */
    void noteSlips(Set<String> known) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                known.stream()
                        .filter(candidate -> Nearest.distance(key, candidate) <= 2)
                        .findFirst()
                        .ifPresent(near ->
                                faults.add(placeOf(key), "Unknown key “" + key + "”. Did you mean “" + near + "”?"));
            }
        }
    }

    private List<Node> items(String key) {
        Node node = values.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        faults.add(placeOf(key), "“" + key + "” must be a list.");
        return List.of();
    }

    private static boolean isNull(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static Place place(String file, Node node) {
        return new Place(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }
}
