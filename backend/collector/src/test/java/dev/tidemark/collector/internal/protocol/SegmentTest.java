package dev.tidemark.collector.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentTest {

    private final Segment segment = new Segment(Instant.parse("2026-11-26T12:00:00Z"));

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void aTrackCallIsAnEventOfTheTypeThatItsNameSays() {
        List<JsonNode> events = segment.events("track", json("""
                {'messageId':'m-1','event':'Order Placed','userId':'u-1','anonymousId':'a-1','timestamp':'2026-11-26T11:00:00Z',
                 'properties':{'order_id':'o-1'},'context':{'sessionId':'s-1','schemaVersion':2}}"""));
        assertThat(events).containsExactly(json("""
                {'event_id':'m-1','type':'order_placed','event_time':'2026-11-26T11:00:00.000000Z','user_id':'u-1','session_id':'s-1',
                 'schema_version':2,'properties':{'order_id':'o-1'}}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "Order Placed,order_placed",
        "orderPlaced,order_placed",
        "order-placed,order_placed",
        "API Call 2,api_call_2"
    })
    void namesAreWrittenInSnakeCase(String name, String type) {
        assertThat(segment.events("track", json("{'event':'" + name + "'}"))
                        .getFirst()
                        .get("type")
                        .asText())
                .isEqualTo(type);
    }

    @Test
    void whenAMessageWasSentGoesWithIt() {
        JsonNode event = segment.events(
                        "track",
                        json("{'event':'e','timestamp':'2020-01-01T00:00:10Z','sentAt':'2020-01-01T00:01:00Z'}"))
                .getFirst();
        assertThat(event.get("event_time").asText()).isEqualTo("2020-01-01T00:00:10.000000Z");
        assertThat(event.get("sent_at").asText()).isEqualTo("2020-01-01T00:01:00.000000Z");
    }

    @Test
    void withoutATimeOfItsOwnAMessageHappenedWhenItCame() {
        JsonNode event = segment.events("track", json("{'event':'e','sentAt':'2020-01-01T00:01:00Z'}"))
                .getFirst();
        assertThat(event.get("event_time").asText()).isEqualTo("2026-11-26T12:00:00.000000Z");
        assertThat(event.has("sent_at")).isFalse();
    }

    @Test
    void timesThatAreNoneStayAsTheyAre() {
        JsonNode event = segment.events("track", json("{'event':'e','timestamp':'yesterday','sentAt':'today'}"))
                .getFirst();
        assertThat(event.get("event_time").asText()).isEqualTo("yesterday");
        assertThat(event.has("sent_at")).isFalse();
    }

    @Test
    void otherCallsAreEventsOfOneTypeEach() {
        assertThat(segment.events("identify", json("{'anonymousId':'a','traits':{'plan':'pro'}}"))
                        .getFirst())
                .isEqualTo(
                        json(
                                "{'type':'user_identified','event_time':'2026-11-26T12:00:00.000000Z','user_id':'a','properties':{'plan':'pro'}}"));
        assertThat(segment.events("page", json("{'name':'Home','properties':{'url':'/'}}"))
                        .getFirst()
                        .get("properties"))
                .isEqualTo(json("{'url':'/','name':'Home'}"));
        assertThat(segment.events("group", json("{'groupId':'g','traits':{}}"))
                        .getFirst()
                        .get("properties"))
                .isEqualTo(json("{'group_id':'g'}"));
        assertThat(segment.events("alias", json("{'previousId':'p'}"))
                        .getFirst()
                        .get("type")
                        .asText())
                .isEqualTo("user_aliased");
    }

    @Test
    void aBatchHasOneEventForEachMessage() {
        List<JsonNode> events = segment.events("batch", json("""
                {'sentAt':'2026-11-26T11:59:59Z','batch':[{'type':'track','event':'A','timestamp':'2026-11-26T11:59:59Z'},{'type':'screen','name':'S'},7]}"""));
        assertThat(events).hasSize(3);
        assertThat(events.getFirst().get("sent_at").asText()).isEqualTo("2026-11-26T11:59:59.000000Z");
        assertThat(events.get(1).get("type").asText()).isEqualTo("screen_viewed");
        assertThat(events.get(2).isInt()).isTrue();
        assertThatThrownBy(() -> segment.events("batch", json("{'batch':{}}")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(CollectorProblem.INVALID_BATCH));
    }

    @Test
    void whoSomebodyIsMayStandInTheContext() {
        String context = "'context':{'traits':{'plan':'free'}}";
        assertThat(segment.events("identify", json("{'userId':'u'," + context + "}"))
                        .getFirst()
                        .get("properties"))
                .isEqualTo(json("{'plan':'free'}"));
        assertThat(segment.events("identify", json("{'userId':'u','traits':{'plan':'pro'}," + context + "}"))
                        .getFirst()
                        .get("properties"))
                .isEqualTo(json("{'plan':'pro'}"));
    }

    @Test
    void anEmptyUserIsNone() {
        assertThat(segment.events("track", json("{'event':'e','userId':'','anonymousId':'a'}"))
                        .getFirst()
                        .get("user_id")
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void pathsNameCalls() {
        assertThat(Segment.call("/v1/t")).contains("track");
        assertThat(Segment.call("/v1/import")).contains("batch");
        assertThat(Segment.call("/v1/import/"))
                .as("as Segment's library for Java has it")
                .contains("batch");
        assertThat(Segment.call("/v1/")).isEmpty();
        assertThat(Segment.call("/v1//")).isEmpty();
        assertThat(Segment.call("/v2/track")).isEmpty();
    }
}
