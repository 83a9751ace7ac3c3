package dev.tidemark.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final String SCHEMA =
            "{'type':'record','name':'order_placed','fields':[{'name':'items','type':'int'},"
                    + "{'name':'note','type':['null','string'],'default':null}]}";

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Trial trial(String... properties) {
        return Trial.of(
                        SCHEMA.replace('\'', '"'),
                        Stream.of(properties).map(TrialTest::json).toList())
                .orElseThrow();
    }

    @Test
    void itSaysHowManyFitAndWhatStandsAgainstMostOfTheOthers() {
        Trial trial =
                trial("{'items':1}", "{'items':2,'voucher':'x'}", "{'items':2,'voucher':'y'}", "{'items':'three'}");
        assertThat(trial.tried()).isEqualTo(4);
        assertThat(trial.fit()).isEqualTo(1);
        assertThat(trial.obstacle().orElseThrow().pointer()).isEqualTo("/properties/voucher");
        assertThat(trial.obstacle().orElseThrow().detail()).startsWith("unknown field");
    }

    @Test
    void aNullThatReadingFilledInStandsAgainstNothing() {
        assertThat(trial("{'items':1,'note':null,'voucher':null}").fit()).isEqualTo(1);
    }

    @Test
    void aTextThatIsNoSchemaIsNoTrial() {
        assertThat(Trial.of("{\"type\": \"record\"", List.of())).isEmpty();
        assertThat(Trial.of("\"string\"", List.of())).isEmpty();
    }

    @Test
    void theUseOfAFieldIsItsShareItsValuesAndWhoSendsIt() {
        List<SeenEvent> sample = Stream.of("{'v':'a'}", "{'v':'a'}", "{'v':null}", "{}")
                .map(text -> new SeenEvent("t", 1, "web-shop", Instant.EPOCH, (ObjectNode) json(text)))
                .toList();
        assertThat(FieldUse.of("v", sample)).isEqualTo(new FieldUse("v", 4, 2, 1, List.of("web-shop")));
        assertThat(FieldUse.of("v", sample).share()).isEqualTo(0.5);
        assertThat(FieldUse.of("w", List.of()).share()).isZero();
    }
}
