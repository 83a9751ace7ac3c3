package dev.tidemark.cdc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.Envelope;

/** An event as a reader of the family's topic finds it. */
record Change(Envelope envelope, JsonNode properties, int partition) {

    String operation() {
        return text("cdc_op");
    }

    String position() {
        return text("cdc_position");
    }

    String text(String field) {
        return properties.path(field).asText();
    }

    String id() {
        return envelope.eventId();
    }
}
