package dev.tidemark.catalog.ossie;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a document, which knows where it stands. A value of the wrong kind is noted as a fault and read as absent. */
final class Part {

    static final int DEEPEST = 40;
    static final int LONGEST = 8 << 20;

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final List<Fault> faults;

    private Part(String file, String path, MappingNode node, List<Fault> faults) {
        this.file = file;
        this.path = path;
        this.line = line(node);
        this.faults = faults;
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && values.put(key.getValue(), tuple.getValueNode()) != null) {
                fault(key, path, "The key “" + key.getValue() + "” stands here twice. Keep one.");
            }
        }
    }

    /**
     * @throws ProblemException when it is no YAML, too long, too deep or has aliases
     */
    static Part document(String file, String text, List<Fault> faults) {
        if (text.length() > LONGEST) {
            throw refused(file, new Fault(file, "The document is longer than 8 MiB. Split it by semantic model."));
        }
        // JSON may be indented with tabs, which cannot stand in its strings.
        String readable = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            checkDepth(file, readable, settings);
            Optional<Node> root = new Compose(settings).composeString(readable);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return new Part(file, "", mapping, faults);
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw refused(file, new Fault(file + ":" + line, "This is not YAML: " + e.getProblem() + "."));
        } catch (YamlEngineException e) {
            throw refused(file, new Fault(file, "This is not one document of YAML."));
        }
        throw refused(file, new Fault(file, "Expected the keys version and semantic_model."));
    }

    private static void checkDepth(String file, String text, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> throw refused(file, new Fault(file + ":" + line, "Aliases are not read. Write it out."));
                default -> {}
            }
            if (depth > DEEPEST) {
                throw refused(file, new Fault(file + ":" + line, "This is nested deeper than " + DEEPEST + " levels."));
            }
        }
    }

    static ProblemException refused(String file, Fault... faults) {
        return new ProblemException(
                        CatalogProblem.INVALID_DEFINITIONS,
                        file,
                        faults.length,
                        faults[0].pointer() + " " + faults[0].detail())
                .withFaults(List.of(faults));
    }

    /** The file with the line, and the path in the model. */
    String where() {
        return file + ":" + line + (path.isEmpty() ? "" : " " + path);
    }

    void fault(String sentence) {
        faults.add(new Fault(where(), sentence));
    }

    private void fault(Node node, String at, String sentence) {
        faults.add(new Fault(file + ":" + line(node) + (at.isEmpty() ? "" : " " + at), sentence));
    }

    boolean has(String key) {
        return value(key) != null;
    }

    List<String> keysBeside(Set<String> known) {
        return values.keySet().stream().filter(key -> !known.contains(key)).toList();
    }

    Optional<String> text(String key) {
        Node node = value(key);
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (node != null) {
            fault(node, under(key), "“" + key + "” must be a text.");
        }
        return Optional.empty();
    }

    String required(String key) {
        Optional<String> value = text(key).filter(text -> !text.isBlank());
        if (value.isEmpty() && !(value(key) instanceof MappingNode || value(key) instanceof SequenceNode)) {
            fault("“" + key + "” is missing. Add “" + key + ": …”.");
        }
        return value.orElse("");
    }

    boolean isText(String key) {
        return value(key) instanceof ScalarNode;
    }

    Optional<Part> part(String key) {
        Node node = value(key);
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Part(file, under(key), mapping, faults));
        }
        if (node != null) {
            fault(node, under(key), "“" + key + "” must hold keys and values.");
        }
        return Optional.empty();
    }

    /** The mappings of a list, under their names. */
    List<Part> parts(String key) {
        List<Part> parts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof MappingNode mapping) {
                parts.add(new Part(file, under(key) + "/" + label(mapping, parts.size()), mapping, faults));
            } else {
                fault(item, under(key), "Each item of “" + key + "” must hold keys and values.");
            }
        }
        return parts;
    }

    private static String label(MappingNode mapping, int position) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("name"))
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue())
                .findFirst()
                .orElse(String.valueOf(position));
    }

    List<String> texts(String key) {
        return texts(items(key), key);
    }

    List<List<String>> lists(String key) {
        List<List<String>> lists = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof SequenceNode sequence) {
                lists.add(texts(sequence.getValue(), key));
            } else {
                fault(item, under(key), "Each item of “" + key + "” must be a list of columns.");
            }
        }
        return lists;
    }

    private List<String> texts(List<Node> nodes, String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : nodes) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                fault(item, under(key), "Each item of “" + key + "” must be a text.");
            }
        }
        return texts;
    }

    private List<Node> items(String key) {
        Node node = value(key);
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node != null) {
            fault(node, under(key), "“" + key + "” must be a list.");
        }
        return List.of();
    }

    private String under(String key) {
        return path.isEmpty() ? key : path + "/" + key;
    }

    private @Nullable Node value(String key) {
        Node node = values.get(key);
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL) ? null : node;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
