package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The property {@code confluent:version} of a schema's metadata. Who asks for a version by its number gets it marked, so that the same text
 * may be several versions; a mark once there is carried on. The mark alone makes no difference to who seeks a schema.
 */
public final class VersionMark {

    private static final String NAME = "confluent:version";

    private VersionMark() {}

    static boolean in(@Nullable String metadata) {
        return metadata != null && Json.kept(metadata).path("properties").has(NAME);
    }

    /** The metadata with this mark. */
    public static String set(@Nullable String metadata, int version) {
        ObjectNode marked = object(metadata);
        marked.withObject("/properties").put(NAME, Integer.toString(version));
        return Json.text(marked);
    }

    /**
     * Whether what is sought is what is kept, the mark aside. A mark that is sought must be that of the version, or its number.
     *
     * @param version the number of what is kept
     */
    static boolean matches(@Nullable String sought, @Nullable String kept, int version) {
        if (Objects.equals(sought, kept)) {
            return true;
        }
        OptionalInt wanted = number(sought);
        OptionalInt marked = number(kept);
        if (wanted.isPresent() == marked.isPresent()) {
            return sought != null && kept != null && Json.kept(sought).equals(Json.kept(kept));
        }
        return (wanted.isEmpty() || wanted.getAsInt() == version)
                && without(sought).equals(without(kept));
    }

    private static OptionalInt number(@Nullable String metadata) {
        String mark = metadata == null
                ? ""
                : Json.kept(metadata).path("properties").path(NAME).asText("");
        return Optional.of(mark).filter(text -> text.matches("-?\\d{1,9}")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    private static JsonNode without(@Nullable String metadata) {
        ObjectNode rest = object(metadata);
        if (rest.get("properties") instanceof ObjectNode properties) {
            properties.remove(NAME);
            if (properties.isEmpty()) {
                rest.remove("properties");
            }
        }
        return rest;
    }

    private static ObjectNode object(@Nullable String metadata) {
        return metadata == null ? Json.MAPPER.createObjectNode() : (ObjectNode) Json.kept(metadata);
    }
}
