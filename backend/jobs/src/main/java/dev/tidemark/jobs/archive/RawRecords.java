package dev.tidemark.jobs.archive;

import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.jobs.events.Arrival;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Events as rows of the raw table. */
final class RawRecords {

    private RawRecords() {}

    static Record of(Schema schema, Arrival arrival, Arrival.Event event) {
        Envelope envelope = event.envelope();
        GenericRecord row = GenericRecord.create(schema);
        row.setField("event_id", envelope.eventId());
        row.setField("event_type", envelope.type());
        row.setField("schema_version", envelope.schemaVersion());
        row.setField("schema_id", event.schemaId());
        row.setField("event_time", utc(envelope.eventTime()));
        row.setField("received_at", utc(envelope.receivedAt()));
        row.setField("appended_at", utc(Instant.ofEpochMilli(arrival.appendedAt())));
        row.setField("source", envelope.source());
        row.setField("team", envelope.team());
        row.setField("user_id", envelope.userId());
        row.setField("session_id", envelope.sessionId());
        row.setField("ip", envelope.ip());
        row.setField("country", envelope.country());
        row.setField("user_agent", envelope.userAgent());
        row.setField("properties", event.properties());
        row.setField("kafka_partition", arrival.partition());
        row.setField("kafka_offset", arrival.offset());
        enrich(row, event.enrichment());
        return row;
    }

    private static void enrich(GenericRecord row, Enrichment enrichment) {
        row.setField("geo_region", enrichment.region());
        row.setField("client_device", enrichment.device());
        row.setField("client_agent", enrichment.agent());
        row.setField("client_os", enrichment.system());
        Enrichment.Skew skew = enrichment.skew();
        if (skew != null) {
            row.setField("told_time", utc(skew.toldTime()));
            row.setField("clock_skew_ms", skew.behind().toMillis());
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
