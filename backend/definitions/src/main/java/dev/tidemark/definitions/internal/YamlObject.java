package dev.tidemark.definitions.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of one YAML mapping, read one by one. A fault is noted with its line and reading goes on with a stand-in value;
 * {@link #done()} notes the keys nobody asked for.
 */
final class YamlObject {

    /** On either side of a number's point: 1e999999999 is short to write and long to reckon with. */
    private static final int MOST_DIGITS = 30;

    private final String file;
    private final int line;
    private final Map<String, Node> values;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Faults faults;

    private YamlObject(String file, int line, List<NodeTuple> tuples, Faults faults) {
        this.file = file;
        this.line = line;
        this.faults = faults;
        this.values = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, tuple.getValueNode()) != null) {
                faults.add(file, lineOf(tuple.getKeyNode()), "The key “" + key + "” stands here twice. Keep one.");
            }
            lines.put(key, lineOf(tuple.getKeyNode()));
        }
    }

    /** The document's top mapping; empty, with the fault noted, if it is no such document. An empty file is an empty mapping. */
    static Optional<YamlObject> read(String file, String text, Faults faults) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                return Optional.of(new YamlObject(file, 0, List.of(), faults));
            }
            return of(file, root.get(), faults);
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            faults.add(file, at, "This is not YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            faults.add(file, 0, "This is not YAML: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private static Optional<YamlObject> of(String file, Node node, Faults faults) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlObject(file, lineOf(node), mapping.getValue(), faults));
        }
        faults.add(file, lineOf(node), "Here “key: value” lines are expected.");
        return Optional.empty();
    }

    int line() {
        return line;
    }

    /** The line of a key, or that of the mapping if the key is absent. */
    int lineOf(String key) {
        return lines.getOrDefault(key, line);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text that must be there; the empty text stands in for a fault. */
    String text(String key) {
        String value = optionalText(key);
        if (value == null) {
            if (!values.containsKey(key)) {
                faults.add(file, line, "“" + key + "” is missing. Add “" + key + ": …”.");
            }
            return "";
        }
        return value;
    }

    @Nullable String optionalText(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null ? null : scalar(key, node);
    }

    int number(String key, int least, int otherwise) {
        String value = optionalText(key);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.replace("_", ""));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, together with a number that is too small.
        }
        faults.add(file, lineOf(key), "“" + key + "” must be a whole number from " + least + ", not “" + value + "”.");
        return otherwise;
    }

    /** A number above zero; empty when the key is absent or, with the fault noted, is no such number. */
    Optional<BigDecimal> decimal(String key) {
        String value = optionalText(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(value.replace("_", ""));
            boolean isShort =
                    number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
            if (number.signum() > 0 && isShort) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below, together with a number that is not above zero.
        }
        faults.add(
                file,
                lineOf(key),
                "“" + key + "” must be a number above zero with at most " + MOST_DIGITS
                        + " digits before and after its point, not “" + value + "”.");
        return Optional.empty();
    }

    Duration duration(String key, Duration otherwise) {
        String value = optionalText(key);
        if (value == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(value);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below, together with a duration that is no length.
        }
        faults.add(
                file,
                lineOf(key),
                "“" + key + "” must be an ISO 8601 duration such as PT15M, PT6H or P10D, not “" + value + "”.");
        return otherwise;
    }

    /** A constant by its lower-case name. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        String value = optionalText(key);
        if (value == null) {
            return otherwise;
        }
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(value);
        if (index < 0) {
            faults.unknown(file, lineOf(key), key, value, words);
            return otherwise;
        }
        return type.getEnumConstants()[index];
    }

    List<String> texts(String key) {
        asked.add(key);
        return switch (values.get(key)) {
            case null -> List.of();
            case SequenceNode list ->
                list.getValue().stream()
                        .map(node -> scalar(key, node))
                        .filter(text -> text != null && !text.isEmpty())
                        .map(text -> (String) text)
                        .toList();
            case Node node -> {
                faults.add(file, lineOf(node), "“" + key + "” must be a list: [a, b].");
                yield List.of();
            }
        };
    }

    /** The mapping under a key; empty when the key is absent or, with the fault noted, is no mapping. */
    Optional<YamlObject> object(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null ? Optional.empty() : of(file, node, faults);
    }

    /** All keys, for a mapping whose keys are names that people choose. */
    Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    List<YamlObject> objects(String key) {
        asked.add(key);
        return switch (values.get(key)) {
            case null -> List.of();
            case SequenceNode list ->
                list.getValue().stream()
                        .flatMap(node -> of(file, node, faults).stream())
                        .toList();
            case Node node -> {
                faults.add(file, lineOf(node), "“" + key + "” must be a list of “- key: value” entries.");
                yield List.of();
            }
        };
    }

    /** Notes every key that was given and never asked for. */
    void done() {
        values.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> faults.unknown(file, lineOf(key), "key", key, asked));
    }

    private @Nullable String scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            String value = scalar.getValue().strip();
            if (!value.isEmpty() && !value.equals("null") && !value.equals("~")) {
                return value;
            }
            faults.add(file, lineOf(node), "“" + key + "” is empty. Give it a value or leave the line out.");
            return null;
        }
        faults.add(file, lineOf(node), "“" + key + "” must be one value, not a list or a mapping.");
        return null;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
