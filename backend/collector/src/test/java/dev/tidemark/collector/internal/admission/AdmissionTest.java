package dev.tidemark.collector.internal.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.Example;
import dev.tidemark.events.AvroToJson;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.WireFormat;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:31:05.123456Z");
    private static final Directory DIRECTORY = Directory.of(Example.config(""), null, 1_000);
    private static final String GOOD =
            "{'event_id':'e-1','type':'order_placed','event_time':'2026-11-23T20:30:00Z','user_id':'u-1',"
                    + "'properties':{'order_id':'o-1','amount':'12.50'}}";

    @Test
    void anEventThatFitsIsStoredWithEverythingThatIsKnown() {
        Verdict.Store store = stored(Example.STRICT_KEY, GOOD);
        ProducerRecord<byte[], byte[]> record = store.record();
        assertThat(record.topic()).isEqualTo("events.orders");
        assertThat(record.key()).asString(UTF_8).isEqualTo("u-1");
        assertThat(Envelope.fromHeaders(name -> {
                    Header header = record.headers().lastHeader(name);
                    return header == null ? null : header.value();
                }))
                .isEqualTo(new Envelope(
                        "e-1",
                        "order_placed",
                        2,
                        Instant.parse("2026-11-23T20:30:00Z"),
                        NOW,
                        "web-shop",
                        "web",
                        "u-1",
                        null,
                        "10.1.2.0",
                        "GB",
                        "curl/8"));
        assertThat(WireFormat.schemaId(record.value())).isEqualTo(12);
        assertThat(AvroToJson.json(AvroToJson.read(
                        WireFormat.payload(record.value()),
                        new Schema.Parser().parse(Example.ORDER_V2.replace('\'', '"')))))
                .isEqualTo("{\"order_id\":\"o-1\",\"amount\":\"12.50\",\"items\":1}");
    }

    @Test
    void anEventIsCheckedAgainstTheVersionItNames() {
        assertThat(WireFormat.schemaId(stored(
                                Example.STRICT_KEY,
                                GOOD.replace(",'amount':'12.50'", "").replace("'type'", "'schema_version':1,'type'"))
                        .record()
                        .value()))
                .isEqualTo(11);
        assertThat(refused(Example.STRICT_KEY, GOOD.replace("'type'", "'schema_version':7,'type'"))
                        .detail())
                .contains("no version 7", "1, 2");
    }

    @Test
    void aStrictSourceLearnsEveryFault() {
        ProblemException problem = refused(
                Example.STRICT_KEY,
                "{'event_id':'','type':'order_placed','evnt_time':1,'event_time':5,'properties':{'amount':12.5}}");
        assertThat(problem.problem()).isEqualTo(CollectorProblem.INVALID_EVENT);
        assertThat(problem.faults())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/event_id", "/evnt_time", "/event_time", "/properties/order_id", "/properties/amount");
    }

    @Test
    void aStrictSourceGivesIds() {
        ProblemException problem = refused(Example.STRICT_KEY, GOOD.replace("'event_id':'e-1',", ""));
        assertThat(problem.problem()).isEqualTo(CollectorProblem.MISSING_EVENT_ID);
        assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("/event_id");
    }

    @Test
    void aPermissiveSourceGetsAnIdAndIsToldSo() {
        Verdict.Store store = stored(Example.PERMISSIVE_KEY, GOOD.replace("'event_id':'e-1',", ""));
        assertThat(store.generated()).isTrue();
        assertThat(store.eventId()).hasSize(36);
        assertThat(store.quarantined()).isNull();
    }

    @Test
    void aPermissiveSourcesMisfitGoesToQuarantineToTheLetter() {
        String bad = GOOD.replace("'12.50'", "12.50");
        Verdict.Store store = stored(Example.PERMISSIVE_KEY, bad);
        assertThat(store.record().topic()).isEqualTo("quarantine.orders");
        QuarantinedEvent event = QuarantinedEvent.parse(store.record().value());
        assertThat(event.original()).isEqualTo(bad.replace('\'', '"'));
        assertThat(event.reason()).isEqualTo("invalid-event");
        assertThat(event.faults()).extracting(Fault::pointer).containsExactly("/properties/amount");
    }

    @Test
    void whatCannotBeToldWhatItIsGoesToTheSourcesFirstFamily() {
        for (String event : new String[] {"7", "{}", "{'type':'order_place'}"}) {
            Verdict.Store store = stored(Example.PERMISSIVE_KEY, event);
            assertThat(store.record().topic()).isEqualTo("quarantine.orders");
            assertThat(store.type()).isEqualTo("unknown");
        }
    }

    @Test
    void anUnknownTypeNamesSimilarOnes() {
        assertThat(refused(Example.STRICT_KEY, GOOD.replace("order_placed", "orders_placed"))
                        .detail())
                .isEqualTo("There is no event type orders_placed. Did you mean order_placed?");
    }

    @Test
    void noSourceSendsWhatItMayNot() {
        for (String key : new String[] {Example.STRICT_KEY, Example.PERMISSIVE_KEY}) {
            assertThat(refused(key, GOOD.replace("order_placed", "page_viewed")).problem())
                    .isEqualTo(CollectorProblem.FAMILY_NOT_ALLOWED);
        }
    }

    @Test
    void aClockThatIsOffIsToldBothClocks() {
        ProblemException ahead = refused(Example.STRICT_KEY, GOOD.replace("2026-11-23T20:30", "2027-11-23T20:30"));
        assertThat(ahead.problem()).isEqualTo(CollectorProblem.EVENT_TIME_AHEAD);
        assertThat(ahead.detail()).contains("2027-11-23T20:30:00", "2026-11-23T20:31:05");
        assertThat(refused(Example.STRICT_KEY, GOOD.replace("2026-11-23T20:30", "2025-11-23T20:30"))
                        .problem())
                .isEqualTo(CollectorProblem.EVENT_TIME_TOO_OLD);
    }

    @Test
    void anEventThatIsTooLargeIsRefusedBeforeItIsChecked() {
        String large = GOOD.replace("o-1", "o".repeat(2_000));
        Verdict verdict = admission(Example.PERMISSIVE_KEY, 1_000).decide(submission(large));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.problem().problem()).isEqualTo(CollectorProblem.EVENT_TOO_LARGE));
    }

    private static Verdict.Store stored(String key, String event) {
        Verdict verdict = admission(key, 100_000).decide(submission(event));
        if (verdict instanceof Verdict.Store store) {
            return store;
        }
        throw new AssertionError(((Verdict.Refuse) verdict).problem().faults());
    }

    private static ProblemException refused(String key, String event) {
        return ((Verdict.Refuse) admission(key, 100_000).decide(submission(event))).problem();
    }

    private static Admission admission(String key, int mostBytes) {
        return new Admission(DIRECTORY, DIRECTORY.source(key), Arrivals.at(NOW), mostBytes);
    }

    private static Submission submission(String event) {
        byte[] body = event.replace('\'', '"').getBytes(UTF_8);
        try {
            JsonNode json = JsonMapper.builder().build().readTree(event.replace('\'', '"'));
            return new Submission(json, body, 0, body.length);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
