package dev.tidemark.jobs.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.jobs.events.Arrival;
import org.jspecify.annotations.Nullable;

/** Rows of the topics {@code clean.<family>}: flat JSON objects, times in epoch milliseconds, decimals as strings. */
public final class CleanRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CleanRows() {}

    /** The envelope's columns, then the properties; a property that bears the name of a column takes its place. */
    public static String event(Arrival arrival, Arrival.Event event) {
        Envelope envelope = event.envelope();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("event_id", envelope.eventId());
        row.put("event_type", envelope.type());
        row.put("schema_version", envelope.schemaVersion());
        row.put("schema_id", event.schemaId());
        row.put("event_time", envelope.eventTime().toEpochMilli());
        row.put("received_at", envelope.receivedAt().toEpochMilli());
        row.put("appended_at", arrival.appendedAt());
        row.put("source", envelope.source());
        row.put("team", envelope.team());
        row.put("user_id", envelope.userId());
        row.put("session_id", envelope.sessionId());
        row.put("ip", envelope.ip());
        row.put("country", envelope.country());
        row.put("user_agent", envelope.userAgent());
        row.put("kafka_partition", arrival.partition());
        row.put("kafka_offset", arrival.offset());
        Enrichment enrichment = event.enrichment();
        known(row, "geo_region", enrichment.region());
        known(row, "client_device", enrichment.device());
        known(row, "client_agent", enrichment.agent());
        known(row, "client_os", enrichment.system());
        row.setAll(properties(event));
        return row.toString();
    }

    private static void known(ObjectNode row, String column, @Nullable String value) {
        if (value != null) {
            row.put(column, value);
        }
    }

    /** Says that everything of a clean partition that was appended before an instant precedes this row. */
    static String heartbeat(int cleanPartition, long completeThrough, Arrival cause) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("event_id", "hb-" + cleanPartition);
        row.put("event_type", Heartbeat.TYPE);
        row.put("event_time", completeThrough);
        row.put("appended_at", cause.appendedAt());
        row.put("kafka_partition", cause.partition());
        row.put("kafka_offset", cause.offset());
        row.put("complete_through", completeThrough);
        row.put("clean_partition", cleanPartition);
        return row.toString();
    }

    private static ObjectNode properties(Arrival.Event event) {
        try {
            return (ObjectNode) JSON.readTree(event.properties());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Properties were made from a record, so they are a JSON object", e);
        }
    }
}
