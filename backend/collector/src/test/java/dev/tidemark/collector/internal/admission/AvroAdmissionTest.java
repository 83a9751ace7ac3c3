package dev.tidemark.collector.internal.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.Example;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.WireFormat;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events whose properties are Avro with the id of their schema. */
class AvroAdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:31:05Z");
    private static final Directory DIRECTORY = Directory.of(Example.config(""), null, 1_000);
    private static final String EVENT =
            "{'event_id':'e-1','type':'order_placed','event_time':'2026-11-23T20:30:00Z','user_id':'u-1'}";
    private static final byte[] V1 = framed(11, Example.ORDER_V1, "{'order_id':'o-1'}");
    private static final byte[] V2 = framed(12, Example.ORDER_V2, "{'order_id':'o-1','amount':'12.50','items':3}");

    @Test
    void itsBytesAreStoredAsTheyAre() {
        Verdict.Store store = stored(Example.STRICT_KEY, EVENT, V2);
        assertThat(store.record().topic()).isEqualTo("events.orders");
        assertThat(store.record().value()).isEqualTo(V2);
        assertThat(version(store)).isEqualTo("2");
    }

    @Test
    void anOlderVersionIsWhatItSaysItIs() {
        assertThat(version(stored(Example.STRICT_KEY, EVENT, V1))).isEqualTo("1");
        assertThat(refused(EVENT.replace("'type'", "'schema_version':2,'type'"), V1)
                        .faults())
                .containsExactly(new Fault("/schema_version", "found 2, but schema 11 is version 1"));
    }

    @Test
    void theNewerNameOfASchemaWillDoAndTheRecordHasTheId() {
        assertThat(stored(Example.STRICT_KEY, EVENT, withGuid(12, V2)).record().value())
                .isEqualTo(V2);
        assertThat(refused(EVENT, withGuid(13, V2)).detail())
                .isEqualTo("Schema " + Example.guid(13) + " is no version of order_placed; it is one of page_viewed.");
        assertThat(refused(EVENT, withGuid(99, V2)).problem()).isEqualTo(CollectorProblem.FOREIGN_SCHEMA);
        assertThat(refused(EVENT, Arrays.copyOf(withGuid(12, V2), 16)).problem())
                .isEqualTo(CollectorProblem.MALFORMED_AVRO);
        assertThat(refused(EVENT, Arrays.copyOf(withGuid(12, V2), 17)).faults())
                .extracting(Fault::pointer)
                .containsExactly("/properties/order_id");
    }

    private static byte[] withGuid(int id, byte[] framed) {
        UUID guid = UUID.fromString(Example.guid(id));
        return ByteBuffer.allocate(framed.length + 12)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .put(framed, WireFormat.PREFIX, framed.length - WireFormat.PREFIX)
                .array();
    }

    @Test
    void aSchemaOfAnotherTypeIsNamed() {
        ProblemException problem = refused(EVENT, framed(13, Example.ORDER_V1, "{'order_id':'o'}"));
        assertThat(problem.problem()).isEqualTo(CollectorProblem.FOREIGN_SCHEMA);
        assertThat(problem.detail()).isEqualTo("Schema 13 is no version of order_placed; it is one of page_viewed.");
        assertThat(refused(EVENT, framed(99, Example.ORDER_V1, "{'order_id':'o'}"))
                        .detail())
                .isEqualTo("Schema 99 is no version of order_placed.");
    }

    @Test
    void whatIsNotInTheWireFormatIsRefused() {
        for (byte[] bytes : new byte[][] {{}, {0, 0, 0, 0}, {1, 0, 0, 0, 12}, "{}".getBytes(UTF_8)}) {
            assertThat(refused(EVENT, bytes).problem()).isEqualTo(CollectorProblem.MALFORMED_AVRO);
        }
    }

    @Test
    void theByteAndTheValueThatDoNotFitAreNamed() {
        ProblemException problem = refused(EVENT, Arrays.copyOf(V2, V2.length - 2));
        assertThat(problem.problem()).isEqualTo(CollectorProblem.MALFORMED_AVRO);
        assertThat(problem.detail()).contains("stops being Avro of schema 12, at byte 9:");
        assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("/properties/amount");
        assertThat(refused(EVENT, Arrays.copyOf(V2, V2.length + 1)).detail()).contains("1 bytes behind the end");
    }

    @Test
    void valuesAreHeldToTheSameRulesAsJson() {
        byte[] tooManyDigits = WireFormat.frame(12, new byte[] {2, 'o', 14, 127, -1, -1, -1, -1, -1, -1, 0});
        assertThat(refused(EVENT, tooManyDigits).faults())
                .extracting(Fault::pointer)
                .containsExactly("/properties/amount");
    }

    @Test
    void aPermissiveSourcesMisfitIsQuarantinedSoThatItCanBeReadAndSentAgain() {
        Verdict.Store late = stored(Example.PERMISSIVE_KEY, EVENT.replace("2026", "2020"), V2);
        assertThat(quarantined(late).reason()).isEqualTo("event-time-too-old");
        String shown = quarantined(late).original();
        assertThat(json(shown).get("properties")).isEqualTo(json("{'order_id':'o-1','amount':'12.50','items':3}"));
        Verdict.Store again = stored(Example.PERMISSIVE_KEY, shown.replace("2020", "2026"), null);
        assertThat(again.quarantined()).isNull();
        assertThat(again.record().value()).isEqualTo(V2);
        Verdict.Store foreign =
                stored(Example.PERMISSIVE_KEY, EVENT, framed(13, Example.ORDER_V1, "{'order_id':'o-9'}"));
        assertThat(json(quarantined(foreign).original())
                        .at("/properties/order_id")
                        .asText())
                .isEqualTo("o-9");
    }

    @Test
    void bytesThatCannotBeReadAreQuarantinedInBase64() {
        byte[] broken = Arrays.copyOf(V2, V2.length - 1);
        QuarantinedEvent event = quarantined(stored(Example.PERMISSIVE_KEY, EVENT, broken));
        assertThat(event.reason()).isEqualTo("malformed-avro");
        JsonNode shown = json(event.original());
        assertThat(shown.has("properties")).isFalse();
        assertThat(Base64.getDecoder().decode(shown.get("properties_base64").asText()))
                .isEqualTo(broken);
        assertThat(shown.get("user_id").asText()).isEqualTo("u-1");
    }

    @Test
    void bytesCountAsPartOfTheEvent() {
        Verdict verdict = new Admission(
                        DIRECTORY,
                        DIRECTORY.source(Example.STRICT_KEY),
                        Arrivals.at(NOW),
                        EVENT.length() + V2.length - 1)
                .decide(Submission.translated(json(EVENT), V2));
        assertThat(((Verdict.Refuse) verdict).problem().problem()).isEqualTo(CollectorProblem.EVENT_TOO_LARGE);
    }

    private static QuarantinedEvent quarantined(Verdict.Store store) {
        assertThat(store.record().topic()).isEqualTo("quarantine.orders");
        return QuarantinedEvent.parse(store.record().value());
    }

    private static String version(Verdict.Store store) {
        return new String(
                store.record().headers().lastHeader("tm_schema_version").value(), UTF_8);
    }

    private static Verdict.Store stored(String key, String event, byte @Nullable [] avro) {
        return switch (decided(key, event, avro)) {
            case Verdict.Store store -> store;
            case Verdict.Refuse refuse ->
                throw new AssertionError(refuse.problem().faults());
        };
    }

    private static ProblemException refused(String event, byte @Nullable [] avro) {
        return ((Verdict.Refuse) decided(Example.STRICT_KEY, event, avro)).problem();
    }

    private static Verdict decided(String key, String event, byte @Nullable [] avro) {
        return new Admission(DIRECTORY, DIRECTORY.source(key), Arrivals.at(NOW), 100_000)
                .decide(Submission.translated(json(event), avro));
    }

    private static byte[] framed(int id, String schema, String properties) {
        Schema parsed = new Schema.Parser().parse(schema.replace('\'', '"'));
        return switch (JsonToAvro.of(parsed).convert(json(properties))) {
            case JsonToAvro.Conversion.Fits fits -> WireFormat.frame(id, fits.avro());
            case JsonToAvro.Conversion.Misfits misfits -> throw new AssertionError(misfits.faults());
        };
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
