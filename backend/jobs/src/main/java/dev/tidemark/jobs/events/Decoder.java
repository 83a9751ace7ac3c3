package dev.tidemark.jobs.events;

import dev.tidemark.events.AvroToJson;
import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Turns deliveries into arrivals with the schema their writer used. */
public final class Decoder {

    private final SchemaSource schemas;

    public Decoder(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /**
     * @throws IOException when the schema source cannot be asked; nothing is known about the record then
     */
    public Decoded decode(Delivery delivery) throws IOException {
        if (Heartbeat.is(delivery.header())) {
            return arrival(delivery, null);
        }
        try {
            Envelope envelope = Envelope.fromHeaders(delivery.header());
            int id = WireFormat.schemaId(delivery.value());
            Optional<Schema> schema = schemas.schema(id);
            if (schema.isEmpty()) {
                return new Unreadable(delivery, "The registry has no schema of id " + id);
            }
            String properties = AvroToJson.json(AvroToJson.read(WireFormat.payload(delivery.value()), schema.get()));
            return arrival(
                    delivery, new Arrival.Event(envelope, Enrichment.fromHeaders(delivery.header()), id, properties));
        } catch (IllegalArgumentException e) {
            return new Unreadable(delivery, String.valueOf(e.getMessage()));
        }
    }

    private static Arrival arrival(Delivery delivery, Arrival.@Nullable Event event) {
        return new Arrival(delivery.family(), delivery.partition(), delivery.offset(), delivery.appendedAt(), event);
    }
}
