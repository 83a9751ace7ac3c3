package dev.tidemark.collector.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An event in our shape.
 *
 * @param avro its properties with the id of their schema in front, when they are not in the JSON
 */
public record Message(JsonNode event, byte @Nullable [] avro) {

    static Message of(JsonNode event) {
        return new Message(event, null);
    }
}
