package dev.tidemark.collector.internal.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.Example;
import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.problems.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes with an event that its sender did not say, and whose clock counts. */
class EnrichedAdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:31:05Z");
    private static final Directory DIRECTORY = Directory.of(Example.config(""), null, 1_000);
    private static final String EVENT = "{'event_id':'e-1','type':'order_placed','event_time':'2026-11-23T19:00:00Z',"
            + "'sent_at':'%s','properties':{'order_id':'o-1','amount':'12.50'}}";

    @Test
    void whatTheCollectorKnowsIsInHeaders() {
        Verdict.Store store = stored(EVENT.replace("'sent_at':'%s',", ""), null);
        assertThat(enrichment(store)).isEqualTo(new Enrichment("SCT", "library", "curl", null, null));
        assertThat(envelope(store).country()).isEqualTo("GB");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T19:01:05Z,2026-11-23T20:30:00Z,PT1H30M",
        "2026-11-23T19:31:05.5+01:00,2026-11-23T20:59:59.500Z,PT1H59M59.5S",
        "2026-11-23T22:31:05Z,2026-11-23T17:00:00Z,PT-2H"
    })
    void aClockThatIsOffIsCorrectedAndWhatItSaidIsKept(String sentAt, Instant corrected, Duration behind) {
        Verdict.Store store = stored(EVENT.formatted(sentAt), null);
        assertThat(envelope(store).eventTime()).isEqualTo(corrected);
        assertThat(enrichment(store).skew())
                .isEqualTo(new Enrichment.Skew(Instant.parse("2026-11-23T19:00:00Z"), behind));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T20:30:35Z", "2026-11-23T20:31:05Z", "2026-11-23T20:31:35Z"})
    void theTimeOnTheWayIsNoError(String sentAt) {
        Verdict.Store store = stored(EVENT.formatted(sentAt), null);
        assertThat(envelope(store).eventTime()).isEqualTo("2026-11-23T19:00:00Z");
        assertThat(enrichment(store).skew()).isNull();
    }

    @Test
    void aCorrectedTimeIsHeldToTheSameLimits() {
        Verdict.Refuse refuse =
                (Verdict.Refuse) decided(Example.STRICT_KEY, EVENT.formatted("2020-01-01T00:00:00Z"), null);
        assertThat(refuse.problem().problem()).isEqualTo(CollectorProblem.EVENT_TIME_AHEAD);
    }

    @Test
    void aPhoneFromThePastSendsEventsOfToday() {
        Verdict.Store store = stored(
                EVENT.formatted("2007-01-09T09:41:00Z").replace("2026-11-23T19:00:00Z", "2007-01-09T09:40:00Z"), null);
        assertThat(envelope(store).eventTime()).isEqualTo("2026-11-23T20:30:05Z");
    }

    @Test
    void anEventsOwnSendingTimeComesBeforeItsBatchs() {
        Instant batch = Instant.parse("2026-11-23T21:31:05Z");
        assertThat(envelope(stored(EVENT.replace("'sent_at':'%s',", ""), batch)).eventTime())
                .isEqualTo("2026-11-23T18:00:00Z");
        assertThat(envelope(stored(EVENT.formatted("2026-11-23T20:31:05Z"), batch))
                        .eventTime())
                .isEqualTo("2026-11-23T19:00:00Z");
    }

    @Test
    void aSendingTimeThatIsNoneIsAFault() {
        Verdict.Refuse refuse = (Verdict.Refuse) decided(Example.STRICT_KEY, EVENT.formatted("now"), null);
        assertThat(refuse.problem().faults()).extracting(Fault::pointer).containsExactly("/sent_at");
    }

    @Test
    void whatOnlyTheBatchSaidIsInQuarantineWithTheEvent() {
        Instant batch = Instant.parse("2026-11-23T21:31:05Z");
        for (String event : List.of("{ 'type':'order_placed', 'n': 12.50}", "{}")) {
            String shown = original(event, batch);
            assertThat(shown).startsWith("{\"sent_at\":\"2026-11-23T21:31:05.000000Z\"");
            assertThat(shown).endsWith(event.replace('\'', '"').substring(1));
        }
        assertThat(original("{'sent_at':7}", batch)).isEqualTo("{\"sent_at\":7}");
        assertThat(original("7", batch)).isEqualTo("7");
    }

    private static String original(String event, Instant batchSentAt) {
        Verdict.Store store = (Verdict.Store) decided(Example.PERMISSIVE_KEY, event, batchSentAt);
        assertThat(store.quarantined()).isNotNull();
        return QuarantinedEvent.parse(store.record().value()).original();
    }

    private static Envelope envelope(Verdict.Store store) {
        return Envelope.fromHeaders(name -> header(store, name));
    }

    private static Enrichment enrichment(Verdict.Store store) {
        return Enrichment.fromHeaders(name -> header(store, name));
    }

    private static byte @Nullable [] header(Verdict.Store store, String name) {
        Header header = store.record().headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private static Verdict.Store stored(String event, @Nullable Instant batchSentAt) {
        return switch (decided(Example.STRICT_KEY, event, batchSentAt)) {
            case Verdict.Store store -> store;
            case Verdict.Refuse refuse ->
                throw new AssertionError(refuse.problem().faults());
        };
    }

    private static Verdict decided(String key, String event, @Nullable Instant batchSentAt) {
        byte[] body = event.replace('\'', '"').getBytes(UTF_8);
        try {
            return new Admission(
                            DIRECTORY, DIRECTORY.source(key), Arrivals.at(NOW).withSentAt(batchSentAt), 100_000)
                    .decide(new Submission(
                            JsonMapper.builder().build().readTree(new String(body, UTF_8)), body, 0, body.length));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
