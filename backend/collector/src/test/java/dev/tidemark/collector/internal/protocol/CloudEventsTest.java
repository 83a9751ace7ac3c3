package dev.tidemark.collector.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode event(JsonNode cloudEvent) {
        return CloudEvents.structured(cloudEvent).event();
    }

    @Test
    void attributesAndDataBecomeTheEvent() {
        Message event = CloudEvents.structured(json("""
                {'specversion':'1.0','id':'e-1','source':'/shop','type':'order_placed','time':'2026-11-23T20:31:05Z','subject':'u-1',
                 'schemaversion':2,'sessionid':'s-1','traceparent':'00-x','datacontenttype':'application/json; charset=utf-8','data':{'order_id':'o-1'}}"""));
        assertThat(event.event()).isEqualTo(json("""
                {'event_id':'e-1','type':'order_placed','event_time':'2026-11-23T20:31:05Z','user_id':'u-1','session_id':'s-1','schema_version':2,
                 'properties':{'order_id':'o-1'}}"""));
    }

    @Test
    void theUserExtensionComesBeforeTheSubject() {
        JsonNode event = event(
                json("{'specversion':'1.0','id':'e','source':'/s','type':'t','subject':'order 7','userid':'u-2'}"));
        assertThat(event.get("user_id").asText()).isEqualTo("u-2");
        assertThat(event.get("properties")).isEqualTo(json("{}"));
    }

    @Test
    void everyWrongAttributeIsNamed() {
        assertThatThrownBy(
                        () -> CloudEvents.structured(
                                json(
                                        "{'specversion':'0.3','id':'','type':'t','schemaversion':'two','data_base64':'AA==','datacontenttype':'text/xml'}")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(CollectorProblem.INVALID_EVENT);
                    assertThat(refused.faults())
                            .extracting(Fault::pointer)
                            .containsExactlyInAnyOrder(
                                    "/specversion",
                                    "/source",
                                    "/id",
                                    "/schemaversion",
                                    "/data_base64",
                                    "/datacontenttype");
                });
    }

    @Test
    void inBinaryModeHeadersAreTheAttributes() {
        Message event = CloudEvents.binary(
                Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        "e-1",
                        "source",
                        "/s",
                        "type",
                        "t",
                        "subject",
                        "Ren%C3%A9+1",
                        "schemaversion",
                        "3"),
                "application/json",
                json("{'a':1}"));
        assertThat(event.event())
                .isEqualTo(json(
                        "{'event_id':'e-1','type':'t','user_id':'René+1','schema_version':3,'properties':{'a':1}}"));
    }

    @Test
    void binaryDataThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> CloudEvents.binary(
                        Map.of("specversion", "1.0", "id", "e", "source", "/s", "type", "t"), "text/xml", json("{}")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void avroIsDataToo() {
        Map<String, String> attributes = Map.of("specversion", "1.0", "id", "e", "source", "/s", "type", "t");
        assertThat(CloudEvents.isAvro("Application/AVRO; charset=binary")).isTrue();
        Message binary = CloudEvents.binaryAvro(attributes, new byte[] {0, 1});
        assertThat(binary.event()).isEqualTo(json("{'event_id':'e','type':'t'}"));
        assertThat(binary.avro()).containsExactly(0, 1);
        Message structured = CloudEvents.structured(
                json(
                        "{'specversion':'1.0','id':'e','source':'/s','type':'t','datacontenttype':'application/avro','data_base64':'AAE='}"));
        assertThat(structured.event()).isEqualTo(binary.event());
        assertThat(structured.avro()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'data':{}", "'data_base64':'?'", "'data_base64':7", "'data_base64':'AAE=','data':{}", "'x':1"})
    void avroInJsonIsBase64AndAlone(String data) {
        assertThatThrownBy(() -> CloudEvents.structured(json(
                        "{'specversion':'1.0','id':'e','source':'/s','type':'t','datacontenttype':'application/avro',"
                                + data + "}")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/data_base64"));
    }
}
