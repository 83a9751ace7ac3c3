package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static dev.tidemark.registry.rest.Conversation.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients of the Confluent protocol send and expect, over real HTTP. Every test has subjects of its own. */
@Tag("engines")
class RegistryProtocolTest extends WithRegistry {

    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = ",{'name':'b','type':'int','default':0}";
    private static final String BODY = avro(record(A));
    private static final String NEXT = avro(record(A + B));
    private static final String BREAKING = avro(record(A + ",{'name':'c','type':'int'}"));

    @Test
    void aSubjectsWholeLife() {
        // A schema of its own: the same schema in another context has the same GUID.
        String own = "{'name':'life','type':'string'}";
        String body = avro(record(own));
        String next = avro(record(own + B));
        assertError(registry.get("/subjects/life/versions", 404), 40401);
        JsonNode first = registry.post("/subjects/life/versions", body, 200);
        int id = first.get("id").asInt();
        assertThat(registry.post("/subjects/life/versions", body, 200).get("id").asInt())
                .isEqualTo(id);
        assertThat(registry.get("/subjects?subjectPrefix=lif", 200).toString()).isEqualTo("[\"life\"]");
        assertThat(registry.get("/subjects/life/versions", 200).toString()).isEqualTo("[1]");
        JsonNode version = registry.get("/subjects/life/versions/1", 200);
        assertThat(version.get("subject").asText()).isEqualTo("life");
        assertThat(version.get("version").asInt()).isEqualTo(1);
        assertThat(version.get("id").asInt()).isEqualTo(id);
        assertThat(version.get("schemaType").asText()).isEqualTo("AVRO");
        assertThat(registry.get("/subjects/life/versions/latest", 200)).isEqualTo(version);
        assertThat(registry.get("/subjects/life/versions/-1", 200)).isEqualTo(version);
        assertThat(registry.post("/subjects/life", body, 200)).isEqualTo(version);
        assertError(registry.post("/subjects/life", next, 404), 40403);
        assertError(registry.post("/subjects/nobody", next, 404), 40401);
        assertThat(registry.get("/schemas/ids/" + id, 200).get("schema")).isEqualTo(version.get("schema"));
        assertThat(registry.get("/schemas/ids/" + id + "/schema", 200)
                        .get("name")
                        .asText())
                .isEqualTo("t");
        assertThat(registry.get("/subjects/life/versions/1/schema", 200)
                        .get("name")
                        .asText())
                .isEqualTo("t");
        assertThat(registry.get("/schemas/guids/" + first.get("guid").asText(), 200)
                        .get("schema"))
                .isEqualTo(version.get("schema"));
        assertThat(registry.get("/schemas/guids/" + first.get("guid").asText() + "/ids", 200)
                        .toString())
                .isEqualTo("[{\"context\":\".\",\"id\":" + id + "}]");
        assertThat(registry.get("/schemas/ids/" + id + "/versions?subject=life", 200)
                        .toString())
                .isEqualTo("[{\"subject\":\"life\",\"version\":1}]");
    }

    @Test
    void equalSchemasShareAnIdAcrossSubjectsAndDifferentOnesDoNot() {
        int id = id(registry.post("/subjects/share.one/versions", avro(record("{'name':'share','type':'int'}")), 200));
        assertThat(id(registry.post(
                        "/subjects/share.two/versions", avro(record("{ 'type':'int', 'name':'share' }")), 200)))
                .isEqualTo(id);
        assertThat(registry.get("/schemas/ids/" + id + "/subjects", 200).toString())
                .isEqualTo("[\"share.one\",\"share.two\"]");
        assertThat(registry.get("/schemas/ids/" + id + "?includeSubjects=true", 200)
                        .get("subjects")
                        .toString())
                .isEqualTo("[\"share.one\",\"share.two\"]");
        JsonNode max = registry.get("/schemas/ids/" + id + "?fetchMaxId=true", 200);
        assertThat(max.get("maxId").asInt()).isGreaterThanOrEqualTo(id);
    }

    @Test
    void softDeletionHidesAndPermanentDeletionForgets() {
        int first = id(registry.post("/subjects/gone/versions", avro(record("{'name':'g','type':'int'}")), 200));
        registry.post("/subjects/gone/versions", avro(record("{'name':'g','type':'int'}" + B)), 200);
        assertError(registry.delete("/subjects/gone/versions/1?permanent=true", 404), 40407);
        assertThat(registry.delete("/subjects/gone/versions/1", 200).asInt()).isEqualTo(1);
        assertError(registry.delete("/subjects/gone/versions/1", 404), 40406);
        assertError(registry.get("/subjects/gone/versions/1", 404), 40402);
        assertThat(registry.get("/subjects/gone/versions/1?deleted=true", 200)
                        .get("id")
                        .asInt())
                .isEqualTo(first);
        assertThat(registry.get("/subjects/gone/versions", 200).toString()).isEqualTo("[2]");
        assertThat(registry.get("/subjects/gone/versions?deleted=true", 200).toString())
                .isEqualTo("[1,2]");
        assertThat(registry.get("/subjects/gone/versions?deletedOnly=true", 200).toString())
                .isEqualTo("[1]");
        assertThat(registry.get("/subjects/gone/versions?deletedAsNegative=true", 200)
                        .toString())
                .isEqualTo("[-1,2]");
        registry.get("/schemas/ids/" + first, 200);
        assertThat(registry.get("/schemas/ids/" + first + "/versions", 200).toString())
                .isEqualTo("[]");
        assertThat(registry.get("/schemas/ids/" + first + "/versions?deleted=true", 200))
                .hasSize(1);
        assertError(registry.delete("/subjects/gone?permanent=true", 404), 40405);
        assertThat(registry.delete("/subjects/gone", 200).toString()).isEqualTo("[2]");
        assertError(registry.delete("/subjects/gone", 404), 40404);
        assertError(registry.get("/subjects/gone/versions", 404), 40401);
        assertThat(registry.get("/subjects?subjectPrefix=gone", 200)).isEmpty();
        assertThat(registry.get("/subjects?subjectPrefix=gone&deleted=true", 200))
                .hasSize(1);
        assertThat(registry.get("/subjects?subjectPrefix=gone&deletedOnly=true", 200))
                .hasSize(1);
        assertThat(registry.delete("/subjects/gone?permanent=true", 200).toString())
                .isEqualTo("[1,2]");
        assertError(registry.delete("/subjects/gone?permanent=true", 404), 40401);
        assertError(registry.get("/schemas/ids/" + first, 404), 40403);
        JsonNode again = registry.post("/subjects/gone/versions", avro(record("{'name':'g','type':'int'}")), 200);
        assertThat(again.get("version").asInt()).isEqualTo(1);
        assertThat(again.get("id").asInt()).isGreaterThan(first);
    }

    @Test
    void aVersionNumberIsNotUsedAgainAfterASoftDeletionAndTheIdComesBack() {
        int id = id(registry.post("/subjects/back/versions", BODY, 200));
        registry.delete("/subjects/back", 200);
        assertThat(registry.post("/subjects/back?deleted=true", BODY, 200)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
        JsonNode again = registry.post("/subjects/back/versions", BODY, 200);
        assertThat(again.get("version").asInt()).isEqualTo(2);
        assertThat(again.get("id").asInt()).isEqualTo(id);
        assertThat(registry.get("/subjects/back/versions?deleted=true", 200).toString())
                .isEqualTo("[2]");
    }

    @Test
    void whatOthersReferToStays() {
        registry.post("/subjects/line/versions", avro("{'type':'record','name':'line','fields':[" + A + "]}"), 200);
        String order = body(
                "{'type':'record','name':'order','fields':[{'name':'line','type':'line'}]}",
                ",'references':[{'name':'line','subject':'line','version':1}]");
        int id = id(registry.post("/subjects/order/versions", order, 200));
        assertThat(registry.get("/subjects/line/versions/1/referencedby", 200).toString())
                .isEqualTo("[" + id + "]");
        assertThat(registry.get("/subjects/order/versions/1", 200)
                        .get("references")
                        .get(0)
                        .get("subject")
                        .asText())
                .isEqualTo("line");
        assertError(registry.delete("/subjects/line/versions/1", 422), 42206);
        assertError(registry.delete("/subjects/line", 422), 42206);
        String resolved = avro("{'type':'record','name':'order','fields':[{'name':'line','type':"
                + "{'type':'record','name':'line','fields':[" + A + "]}}]}");
        assertThat(id(registry.post("/subjects/order", resolved, 200))).isEqualTo(id);
        assertThat(registry.get("/subjects/order/versions/1?format=resolved", 200)
                        .get("schema")
                        .asText())
                .contains("\"fields\":[{\"name\":\"a\"");
        registry.delete("/subjects/order", 200);
        assertThat(registry.get("/subjects/line/versions/1/referencedby", 200)).isEmpty();
        registry.delete("/subjects/line", 200);
        assertError(registry.delete("/subjects/line?permanent=true", 422), 42206);
        registry.delete("/subjects/order?permanent=true", 200);
        registry.delete("/subjects/line?permanent=true", 200);
        assertError(registry.post("/subjects/order/versions", order, 422), 42201);
    }

    @Test
    void compatibilityIsEnforcedAndExplained() {
        registry.post("/subjects/fit/versions", BODY, 200);
        JsonNode refused = registry.post("/subjects/fit/versions", BREAKING, 409);
        assertError(refused, 40901);
        assertThat(refused.get("message").asText()).contains("give the field c a default");
        JsonNode check = registry.post("/compatibility/subjects/fit/versions/latest?verbose=true", BREAKING, 200);
        assertThat(check.get("is_compatible").asBoolean()).isFalse();
        assertThat(check.get("messages").get(0).asText()).contains("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(registry.post("/compatibility/subjects/fit/versions/1", BREAKING, 200)
                        .toString())
                .isEqualTo("{\"is_compatible\":false}");
        assertThat(registry.post("/compatibility/subjects/fit/versions", NEXT, 200)
                        .get("is_compatible")
                        .asBoolean())
                .isTrue();
        assertThat(registry.post("/compatibility/subjects/nobody/versions/latest", NEXT, 200)
                        .get("is_compatible")
                        .asBoolean())
                .isTrue();
        assertError(registry.post("/compatibility/subjects/nobody/versions/1", NEXT, 404), 40402);
        assertError(registry.post("/compatibility/subjects/fit/versions/x", NEXT, 422), 42202);
        assertError(registry.post("/compatibility/subjects/fit/versions/1", avro("{}"), 422), 42201);
        registry.put("/config/fit", "{\"compatibility\":\"NONE\"}", 200);
        registry.post("/subjects/fit/versions", BREAKING, 200);
    }

    @Test
    void protobufAndJsonSchemaAreSpokenToo() {
        String proto = body("syntax = 'proto3'; message M { string a = 1; }", ",'schemaType':'PROTOBUF'");
        int id = id(registry.post("/subjects/proto/versions", proto, 200));
        JsonNode kept = registry.get("/schemas/ids/" + id, 200);
        assertThat(kept.get("schemaType").asText()).isEqualTo("PROTOBUF");
        assertThat(kept.get("schema").asText()).startsWith("syntax = \"proto3\";");
        String serialized = registry.get("/schemas/ids/" + id + "?format=serialized", 200)
                .get("schema")
                .asText();
        assertThat(id(registry.post("/subjects/proto", body(serialized, ",'schemaType':'PROTOBUF'"), 200)))
                .isEqualTo(id);
        String json = body("{'type':'object','properties':{'a':{'type':'string'}}}", ",'schemaType':'JSON'");
        registry.post("/subjects/json/versions", json, 200);
        assertThat(registry.get("/subjects/json/versions/1", 200)
                        .get("schemaType")
                        .asText())
                .isEqualTo("JSON");
        assertError(registry.post("/subjects/json/versions", BODY, 409), 40901);
        assertError(registry.post("/subjects/x/versions", body("{}", ",'schemaType':'THRIFT'"), 422), 42201);
        assertThat(registry.get("/schemas/types", 200).toString()).isEqualTo("[\"JSON\",\"PROTOBUF\",\"AVRO\"]");
    }

    @Test
    void contextsHaveIdsOfTheirOwn() {
        int id = id(registry.post("/subjects/:.ctx:c/versions", BODY, 200));
        assertThat(id).isEqualTo(1);
        assertThat(registry.get("/contexts", 200).toString()).contains("\".\"", "\".ctx\"");
        assertThat(registry.get("/subjects?subjectPrefix=:.ctx:", 200).toString())
                .isEqualTo("[\":.ctx:c\"]");
        assertThat(registry.get("/schemas/ids/1?subject=:.ctx:", 200)
                        .get("schema")
                        .asText())
                .contains("\"a\"");
        assertThat(registry.get("/subjects/c/versions/1", 200).get("subject").asText())
                .isEqualTo(":.ctx:c");
        assertThat(registry.get("/subjects/:.ctx:c/versions", 200)).hasSize(1);
        registry.post("/subjects/:.:dotted/versions", BODY, 200);
        registry.get("/subjects/dotted/versions/1", 200);
        registry.put("/config/:.ctx:", "{\"compatibility\":\"NONE\"}", 200);
        registry.post("/subjects/:.ctx:c/versions", BREAKING, 200);
        assertError(registry.delete("/contexts/:.ctx:", 422), 42211);
    }

    private static int id(JsonNode answer) {
        return answer.get("id").asInt();
    }
}
