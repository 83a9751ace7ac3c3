package dev.tidemark.collector.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.problems.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    @Test
    void aLargeBodyOfVeryManyPartsIsRefusedBeforeItTakesMuchMemory() {
        byte[] body = ("[" + "{},".repeat(1_000_000) + "{}]").getBytes(UTF_8);
        assertThatThrownBy(() -> EventJson.one(body, body.length))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(CollectorProblem.MALFORMED_JSON);
                    assertThat(refused.detail()).contains("500000");
                });
    }

    @Test
    void eachEventOfABatchKnowsItsOwnBytes() {
        byte[] body = "{ \"events\" : [ {\"a\":\"é\"} , {\"b\": 12.50 }\n,{}] }".getBytes(UTF_8);
        List<Submission> events = EventJson.batch(body, body.length, 3).events();
        assertThat(events)
                .extracting(event -> new String(body, event.from(), event.to() - event.from(), UTF_8))
                .containsExactly("{\"a\":\"é\"}", "{\"b\": 12.50 }", "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "{'a':1}", "{\"a\":1,}", "\u0000"})
    void whatIsNoJsonIsRefusedWithItsPlace(String text) {
        byte[] body = text.getBytes(UTF_8);
        assertThatThrownBy(() -> EventJson.one(body, body.length))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem()).isEqualTo(CollectorProblem.MALFORMED_JSON);
                    assertThat(problem.detail()).containsPattern("line \\d+, column \\d+");
                });
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] utf16 = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> EventJson.one(utf16, utf16.length)).isInstanceOf(ProblemException.class);
        byte[] broken = {'"', (byte) 0xC3, '"'};
        assertThatThrownBy(() -> EventJson.one(broken, broken.length)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"event\":[]}",
                "{\"events\":{}}",
                "{\"events\":[],\"x\":1}",
                "{\"sent_at\":\"2026-11-26T12:00:00Z\"}",
                "{\"events\":[],\"events\":[]}",
                "{\"events\":[],\"sent_at\":\"now\"}",
                "{\"events\":[],\"sent_at\":7}"
            })
    void whatIsNoBatchIsRefused(String text) {
        byte[] body = text.getBytes(UTF_8);
        assertThatThrownBy(() -> EventJson.batch(body, body.length, 10))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(CollectorProblem.INVALID_BATCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sent_at\":\"2026-11-26T12:00:00Z\",\"events\":[{\"a\":1}]}",
                "{\"events\":[{\"a\":1}],\"sent_at\":\"2026-11-26T12:00:00Z\"}"
            })
    void aBatchMaySayWhenItWasSent(String text) {
        byte[] body = text.getBytes(UTF_8);
        EventJson.Batch batch = EventJson.batch(body, body.length, 10);
        assertThat(batch.sentAt()).isEqualTo("2026-11-26T12:00:00Z");
        assertThat(batch.events()).hasSize(1);
        assertThat(EventJson.firstMember(body, body.length)).contains("events");
    }

    @Test
    void nestingIsBounded() {
        byte[] deep = ("[".repeat(200) + "]".repeat(200)).getBytes(UTF_8);
        assertThatThrownBy(() -> EventJson.one(deep, deep.length)).isInstanceOf(ProblemException.class);
    }
}
