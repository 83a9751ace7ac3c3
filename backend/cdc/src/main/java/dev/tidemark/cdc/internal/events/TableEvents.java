package dev.tidemark.cdc.internal.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cdc.CdcProblem;
import dev.tidemark.cdc.internal.postgres.Cell;
import dev.tidemark.cdc.internal.postgres.ValueKind;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Header;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.events.JsonToAvro.Conversion;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.events.RowChange;
import dev.tidemark.events.WireFormat;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what becomes of a table's rows as records: an event of the table's family, or, where it does not fit the event's schema, an entry
 * of the family's quarantine with the reason. Nothing is left out. Not thread-safe.
 */
public final class TableEvents {

    /** Of a record with its key and headers; the most that a topic takes is a million bytes with the frame. */
    static final int LARGEST = 900_000;

    /** Characters of a value that are kept of a row that is too large. */
    private static final int LONGEST_KEPT = 1_000;

    private final CaptureConfig.Database source;
    private final CaptureConfig.Table table;
    private final Function<String, ValueKind> kinds;
    private final InstantSource clock;
    private final JsonToAvro codec;
    private final List<String> fields;
    private final boolean saysPosition;
    private final boolean saysUnchanged;

    /**
     * A record to write.
     *
     * @param quarantined why it goes to quarantine, null when it does not
     */
    public record Written(
            ProducerRecord<byte[], byte[]> record, @Nullable ProblemException quarantined) {}

    /**
     * @param kinds how values of a column are written
     * @throws ProblemException CAPTURE_SCHEMA_UNUSABLE
     */
    public TableEvents(
            CaptureConfig.Database source,
            CaptureConfig.Table table,
            Function<String, ValueKind> kinds,
            InstantSource clock) {
        this.source = source;
        this.table = table;
        this.kinds = kinds;
        this.clock = clock;
        try {
            Schema schema = new Schema.Parser().parse(table.avro());
            this.codec = JsonToAvro.of(schema);
            this.fields = schema.getFields().stream().map(Schema.Field::name).toList();
            this.saysPosition = schema.getField(RowChange.POSITION) != null;
            this.saysUnchanged = schema.getField(RowChange.UNCHANGED) != null;
            if (schema.getField(RowChange.OPERATION) == null) {
                throw unusable("the schema has no field " + RowChange.OPERATION);
            }
        } catch (AvroRuntimeException | IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage())).because(e);
        }
    }

    private ProblemException unusable(String why) {
        return new ProblemException(CdcProblem.CAPTURE_SCHEMA_UNUSABLE, table.event(), table.qualified(), why);
    }

    public Written write(RowVersion version) {
        ObjectNode properties = properties(version);
        try {
            return new Written(event(version, properties), null);
        } catch (ProblemException misfit) {
            return new Written(quarantined(version, properties, misfit), misfit);
        }
    }

    private ProducerRecord<byte[], byte[]> event(RowVersion version, ObjectNode properties) {
        requireWhole(version);
        byte[] avro = switch (codec.convert(properties)) {
            case Conversion.Fits fits -> fits.avro();
            case Conversion.Misfits misfits -> throw misfit(version, misfits);
        };
        Envelope envelope = new Envelope(
                version.id(),
                table.event(),
                table.schemaVersion(),
                version.at(),
                clock.instant(),
                source.name(),
                source.team(),
                user(version),
                null,
                null,
                null,
                null);
        ProducerRecord<byte[], byte[]> record =
                record(table.topic(), key(version), WireFormat.frame(table.schemaId(), avro), envelope.toHeaders());
        if (size(record) > LARGEST) {
            throw tooLarge(version, size(record));
        }
        return record;
    }

    private ProblemException tooLarge(RowVersion version, int bytes) {
        return new ProblemException(
                CdcProblem.ROW_TOO_LARGE, version.operation().word(), table.qualified(), bytes, LARGEST);
    }

    /** The user and the key are in the record more than once. */
    private static int size(ProducerRecord<byte[], byte[]> record) {
        int size = record.key().length + record.value().length;
        for (var header : record.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }

    private void requireWhole(RowVersion version) {
        List<String> unsaid = unchanged(version);
        if (!unsaid.isEmpty() && !saysUnchanged) {
            throw new ProblemException(
                    CdcProblem.ROW_NOT_WHOLE, version.operation().word(), table.qualified(), String.join(", ", unsaid));
        }
    }

    private ProblemException misfit(RowVersion version, Conversion.Misfits misfits) {
        int count = misfits.faults().size();
        return new ProblemException(
                        CdcProblem.ROW_DOES_NOT_FIT,
                        version.operation().word(),
                        table.qualified(),
                        table.event(),
                        table.schemaVersion(),
                        count == 1 ? "1 fault" : count + " faults")
                .withFaults(misfits.faults());
    }

    private ObjectNode properties(RowVersion version) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        version.columns().forEach((column, cell) -> {
            switch (cell) {
                case Cell.Text text -> properties.set(column, Values.json(text.value(), kinds.apply(column)));
                case Cell.Null _, Cell.Unchanged _ -> properties.putNull(column);
            }
        });
        properties.put(RowChange.OPERATION, version.operation().word());
        if (saysPosition) {
            properties.put(RowChange.POSITION, version.position());
        }
        List<String> unsaid = unchanged(version);
        if (saysUnchanged && !unsaid.isEmpty()) {
            ArrayNode names = properties.putArray(RowChange.UNCHANGED);
            unsaid.forEach(names::add);
        }
        return properties;
    }

    private static List<String> unchanged(RowVersion version) {
        List<String> names = new ArrayList<>();
        version.columns().forEach((column, cell) -> {
            if (cell instanceof Cell.Unchanged) {
                names.add(column);
            }
        });
        return names;
    }

    private @Nullable String user(RowVersion version) {
        String column = table.userColumn();
        return column != null && version.columns().get(column) instanceof Cell.Text text ? text.value() : null;
    }

    /** What a record is partitioned by: the row's key, so that its changes stay in order. */
    private byte[] key(RowVersion version) {
        StringBuilder key = new StringBuilder(table.qualified());
        for (String column : table.key()) {
            Cell cell = version.columns().get(column);
            key.append('/').append(cell instanceof Cell.Text text ? text.value() : "");
        }
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ProducerRecord<byte[], byte[]> quarantined(
            RowVersion version, ObjectNode properties, ProblemException problem) {
        boolean tooLarge = problem.problem() == CdcProblem.ROW_TOO_LARGE;
        if (tooLarge) {
            properties.retain(kept(version));
        }
        ObjectNode original = JsonNodeFactory.instance.objectNode();
        original.put("event_id", version.id());
        original.put("type", table.event());
        original.put("event_time", Rfc3339.format(version.at()));
        String user = user(version);
        if (user != null && !(tooLarge && user.length() > LONGEST_KEPT)) {
            original.put("user_id", user);
        }
        original.set("properties", properties);
        byte[] value = new QuarantinedEvent(
                        version.id(),
                        table.event(),
                        source.name(),
                        source.team(),
                        Rfc3339.format(clock.instant()),
                        problem.problem().code(),
                        problem.detail(),
                        problem.faults(),
                        original.toString())
                .toJson();
        if (value.length > LARGEST && !tooLarge) {
            return quarantined(version, properties, tooLarge(version, value.length));
        }
        return record(table.quarantineTopic(), version.id().getBytes(StandardCharsets.UTF_8), value, List.of());
    }

    /** The key, but for values of it that are long themselves, and what happened. */
    private List<String> kept(RowVersion version) {
        List<String> kept = new ArrayList<>(RowChange.FIELDS);
        for (String column : table.key()) {
            if (!(version.columns().get(column) instanceof Cell.Text text
                    && text.value().length() > LONGEST_KEPT)) {
                kept.add(column);
            }
        }
        return kept;
    }

    /** Those of the columns for which the schema has no field: changes with them go to quarantine. */
    public List<String> unknown(List<String> columns) {
        return columns.stream().filter(column -> !fields.contains(column)).toList();
    }

    /** Fields of the schema for which there is no such column: they stay without a value. */
    public List<String> unfilled(List<String> columns) {
        return fields.stream()
                .filter(field -> !columns.contains(field) && !RowChange.FIELDS.contains(field))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value, List<Header> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach(header -> record.headers().add(header.key(), header.value()));
        return record;
    }
}
