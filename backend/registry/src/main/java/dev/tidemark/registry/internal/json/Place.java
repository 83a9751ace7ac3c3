package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema within a document, with what is needed to follow its references.
 *
 * @param documents the referred documents by the names that references use
 */
record Place(JsonNode node, JsonNode document, Map<String, JsonNode> documents) {

    private static final int LONGEST_CHAIN = 100;

    static Place root(JsonNode document, Map<String, JsonNode> documents) {
        return new Place(document, document, documents);
    }

    Place at(JsonNode part) {
        return new Place(part, document, documents);
    }

    Optional<Place> member(String name) {
        JsonNode part = node.get(name);
        return part == null ? Optional.empty() : Optional.of(at(part));
    }

    /**
     * The schema that is meant, references followed.
     *
     * @throws ProblemException INVALID_SCHEMA when a reference leads nowhere
     */
    Place followed() {
        Place place = this;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            JsonNode reference = place.node.get("$ref");
            if (reference == null || !reference.isTextual()) {
                return place;
            }
            place = place.target(reference.asText());
        }
        throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "its references form a circle at " + node);
    }

    private Place target(String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        JsonNode root = file.isEmpty() || isNamed(document, file) ? document : documentNamed(file);
        JsonNode found = root == null ? null : within(root, fragment);
        if (found == null) {
            throw new ProblemException(
                    RegistryProblem.INVALID_SCHEMA,
                    "$ref \"" + reference + "\" leads nowhere; add the schema to the references by this name");
        }
        return new Place(found, root == null ? document : root, documents);
    }

    private @Nullable JsonNode documentNamed(String file) {
        JsonNode exact = documents.get(file);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> each : documents.entrySet()) {
            if (isNamed(each.getValue(), file)
                    || file.endsWith("/" + each.getKey())
                    || each.getKey().endsWith("/" + file)) {
                return each.getValue();
            }
        }
        return identified(document, file);
    }

    private static boolean isNamed(JsonNode schema, String file) {
        String id = schema.path("$id").asText(schema.path("id").asText(""));
        String plain = id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
        return !plain.isEmpty() && (plain.equals(file) || plain.endsWith("/" + file));
    }

    /** A schema that is bundled into this one under its own id. */
    private static @Nullable JsonNode identified(JsonNode node, String id) {
        if (node.isObject() && isNamed(node, id)) {
            return node;
        }
        for (JsonNode each : node) {
            JsonNode found = identified(each, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode within(JsonNode root, String fragment) {
        if (fragment.isEmpty() || fragment.equals("/")) {
            return root;
        }
        if (fragment.startsWith("/")) {
            JsonNode found = root.at(URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8));
            return found.isMissingNode() ? null : found;
        }
        return anchored(root, fragment);
    }

    private static @Nullable JsonNode anchored(JsonNode node, String anchor) {
        if (node.path("$anchor").asText("").equals(anchor)
                || node.path("$id").asText("").equals("#" + anchor)
                || node.path("id").asText("").equals("#" + anchor)) {
            return node;
        }
        for (JsonNode each : node) {
            JsonNode found = anchored(each, anchor);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
