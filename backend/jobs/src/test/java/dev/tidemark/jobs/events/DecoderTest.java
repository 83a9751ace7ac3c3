package dev.tidemark.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.events.Envelope;
import dev.tidemark.events.Header;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.WireFormat;
import dev.tidemark.jobs.JobArguments;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class DecoderTest {

    private static final Schema SCHEMA = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"order_placed\",\"fields\":["
                    + "{\"name\":\"order_id\",\"type\":\"string\"},{\"name\":\"pieces\",\"type\":\"int\"}]}");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Decoder DECODER = new Decoder(id -> id == 17 ? Optional.of(SCHEMA) : Optional.<Schema>empty());

    private static Delivery delivery(List<Header> headers, byte[] value) {
        List<String> texts = new ArrayList<>();
        headers.forEach(header -> {
            texts.add(header.key());
            texts.add(new String(header.value(), StandardCharsets.UTF_8));
        });
        return new Delivery(
                "events.orders", 2, 1017, NOON.toEpochMilli(), new byte[] {7}, texts.toArray(String[]::new), value);
    }

    private static List<Header> envelope() {
        return new Envelope("e-1", "order_placed", 3, NOON, NOON, "web-shop", "web", "u-1", null, null, null, null)
                .toHeaders();
    }

    private static byte[] avro() throws IOException {
        GenericData.Record row = new GenericData.Record(SCHEMA);
        row.put("order_id", "o-1");
        row.put("pieces", 3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(SCHEMA).write(row, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static String reason(List<Header> headers, byte[] value) throws IOException {
        Decoded decoded = DECODER.decode(delivery(headers, value));
        assertThat(decoded).isInstanceOf(Unreadable.class);
        return ((Unreadable) decoded).reason();
    }

    @Test
    void anEventIsReadWithTheSchemaItsWriterUsed() throws IOException {
        Decoded decoded = DECODER.decode(delivery(envelope(), WireFormat.frame(17, avro())));

        assertThat(decoded).isInstanceOfSatisfying(Arrival.class, arrival -> {
            assertThat(arrival.family()).isEqualTo("orders");
            assertThat(arrival.partition()).isEqualTo(2);
            assertThat(arrival.offset()).isEqualTo(1017);
            assertThat(arrival.event()).isNotNull().satisfies(event -> {
                assertThat(event.envelope().eventId()).isEqualTo("e-1");
                assertThat(event.schemaId()).isEqualTo(17);
                assertThat(event.properties()).isEqualTo("{\"order_id\":\"o-1\",\"pieces\":3}");
            });
        });
    }

    @Test
    void aHeartbeatIsAnArrivalWithoutEvent() throws IOException {
        assertThat(DECODER.decode(delivery(Heartbeat.headers(NOON), new byte[0])))
                .isInstanceOfSatisfying(
                        Arrival.class,
                        arrival -> assertThat(arrival.isHeartbeat()).isTrue());
    }

    @Test
    void whatCannotBeReadSaysWhy() throws IOException {
        assertThat(reason(envelope(), WireFormat.frame(404, avro()))).contains("no schema of id 404");
        assertThat(reason(envelope(), "{}".getBytes(StandardCharsets.UTF_8))).contains("Not in the wire format");
        assertThat(reason(List.of(), WireFormat.frame(17, avro()))).contains("no header ce_id");
        assertThat(reason(envelope(), WireFormat.frame(17, Arrays.copyOf(avro(), 2))))
                .isNotBlank();
    }

    @Test
    void aRegistryThatCannotBeAskedIsNoReasonToGiveUpOnTheRecord() {
        Decoder away = new Decoder(id -> {
            throw new IOException("registry away");
        });

        assertThatThrownBy(() -> away.decode(delivery(envelope(), WireFormat.frame(17, avro()))))
                .isInstanceOf(IOException.class)
                .hasMessage("registry away");
    }

    @Test
    void theOperatorSendsTheRecordAsItCameToQuarantine() throws Exception {
        Decode decode = new Decode(
                new JobArguments(Map.of()),
                arguments -> id -> id == 17 ? Optional.of(SCHEMA) : Optional.<Schema>empty());
        try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(decode)) {
            Delivery broken = delivery(envelope(), WireFormat.frame(404, avro()));
            harness.processElement(new StreamRecord<>(delivery(envelope(), WireFormat.frame(17, avro()))));
            harness.processElement(new StreamRecord<>(broken));

            assertThat(harness.extractOutputValues()).hasSize(1);
            Unreadable unreadable =
                    harness.getSideOutput(Decode.UNREADABLE).iterator().next().getValue();
            OutgoingRecord quarantined = OutgoingRecord.quarantined(unreadable);
            assertThat(quarantined.topic()).isEqualTo("quarantine.orders");
            assertThat(quarantined.key()).isEqualTo(broken.key());
            assertThat(quarantined.value()).isEqualTo(broken.value());
            assertThat(quarantined.headers()).startsWith(broken.headers());
            assertThat(quarantined.headers())
                    .endsWith("tm_reason", unreadable.reason(), "tm_position", "events.orders-2@1017");
        }
    }
}
