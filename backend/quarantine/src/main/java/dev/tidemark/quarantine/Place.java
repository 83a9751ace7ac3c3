package dev.tidemark.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an event: an RFC 6901 JSON pointer, in which {@code *} stands for every item of an array.
 *
 * @param segments at least one, unescaped
 */
public record Place(List<String> segments) {

    private static final String EVERY = "*";

    public Place {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException(
                    "names the whole event; a place is inside it, such as /properties/amount");
        }
    }

    /**
     * @throws IllegalArgumentException when the text is no such pointer, with the reason
     */
    public static Place of(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "is \"" + pointer + "\"; a place begins with a slash, such as /properties/amount");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : pointer.substring(1).split("/", -1)) {
            segments.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return new Place(segments);
    }

    /** Whether it stands for several places. */
    boolean isMany() {
        return segments.contains(EVERY);
    }

    /** A member of an object, which may be absent. */
    record Member(ObjectNode object, String name) {

        @Nullable JsonNode value() {
            return object.get(name);
        }
    }

    /** The members that it names, in objects that exist. */
    List<Member> in(JsonNode event) {
        List<JsonNode> parents = List.of(event);
        for (String segment : segments.subList(0, segments.size() - 1)) {
            List<JsonNode> inner = new ArrayList<>();
            parents.forEach(parent -> step(parent, segment, inner));
            parents = inner;
        }
        return parents.stream()
                .filter(ObjectNode.class::isInstance)
                .map(parent -> new Member((ObjectNode) parent, segments.getLast()))
                .toList();
    }

    private static void step(JsonNode parent, String segment, List<JsonNode> found) {
        if (parent instanceof ArrayNode items && segment.equals(EVERY)) {
            items.forEach(found::add);
        } else if (parent instanceof ArrayNode items && segment.matches("[0-9]{1,9}")) {
            JsonNode item = items.get(Integer.parseInt(segment));
            if (item != null) {
                found.add(item);
            }
        } else if (parent instanceof ObjectNode object && object.get(segment) != null) {
            found.add(object.get(segment));
        }
    }

    /** The place beside this one with another name. */
    Place beside(String name) {
        List<String> other = new ArrayList<>(segments);
        other.set(other.size() - 1, name);
        return new Place(other);
    }

    @Override
    public String toString() {
        StringBuilder pointer = new StringBuilder();
        segments.forEach(
                segment -> pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }
}
