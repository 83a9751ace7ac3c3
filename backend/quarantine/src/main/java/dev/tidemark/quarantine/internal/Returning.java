package dev.tidemark.quarantine.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.Resubmission;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Repair;
import java.util.Optional;

/** A held event as it is sent back. Numbers keep their digits. */
public final class Returning {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private Returning() {}

    /** As it came; text when it is no JSON, which no repair by rule helps. */
    public static JsonNode original(HeldEvent event) {
        return json(event.original());
    }

    public static JsonNode json(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.isMissingNode() ? JSON.getNodeFactory().textNode(text) : json;
        } catch (JsonProcessingException | NumberFormatException e) { // the latter of 1e99999999999
            return JSON.getNodeFactory().textNode(text);
        }
    }

    public static String pretty(JsonNode json) {
        return json.toPrettyString();
    }

    /** The repaired event, under the id that it has in quarantine when it has none of its own. */
    public static Resubmission.Event of(HeldEvent event, Repair repair, Optional<String> byHand) {
        JsonNode repaired = repair.of(byHand.map(Returning::json).orElseGet(() -> original(event)));
        if (repaired instanceof ObjectNode object && !object.path("event_id").isTextual()) {
            object.put("event_id", event.eventId());
        }
        return new Resubmission.Event(event.source(), event.family(), Rfc3339.format(event.receivedAt()), repaired);
    }
}
