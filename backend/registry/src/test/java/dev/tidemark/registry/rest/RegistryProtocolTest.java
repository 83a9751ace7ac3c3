package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static dev.tidemark.registry.rest.Conversation.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of the Confluent protocol send and expect, over real HTTP. Every test has subjects of its own. */
@Tag("engines")
class RegistryProtocolTest extends WithRegistry {

    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = ",{'name':'b','type':'int','default':0}";
    private static final String BODY = avro(record(A));
    private static final String NEXT = avro(record(A + B));
    private static final String BREAKING = avro(record(A + ",{'name':'c','type':'int'}"));

    @Test
    void anErrorHasTheMessageThatClientsKnowAndBesideItWhatToDoNext() {
        JsonNode error = registry.get("/subjects/nobody/versions/3", 404);

        assertThat(error.get("message").asText()).isEqualTo("Subject 'nobody' not found.");
        assertThat(error.get("remedy").asText()).isEqualTo("List the subjects, or register a first schema under it.");
    }

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

    @ParameterizedTest
    @CsvSource({
        "/subjects/wrong/versions/0,422,42202",
        "/subjects/wrong/versions/-2,422,42202",
        "/subjects/wrong/versions/newest,422,42202",
        "/subjects/wrong/versions/99999999999,422,42202",
        "/subjects/wrong/versions/7,404,40402",
        "/subjects/nobody/versions/1,404,40401",
        "/subjects/nobody/versions/latest,404,40401",
        "/subjects/nobody/versions/1/schema,404,40401",
        "/schemas/ids/999999,404,40403",
        "/schemas/ids/999999/schema,404,40403",
        "/schemas/ids/999999/subjects,404,40403",
        "/schemas/ids/999999/versions,404,40403",
        "/schemas/ids/abc,404,404",
        "/schemas/guids/00000000-0000-0000-0000-000000000000,404,40403",
        "/schemas/guids/nonsense,404,40403",
        "/config/nobody,404,40408",
        "/mode/nobody,404,40409",
        "/nothing/here,404,404"
    })
    void whatIsNotThereHasItsCode(String path, int status, int code) {
        registry.post("/subjects/wrong/versions", BODY, 200);
        assertError(registry.get(path, status), code);
    }

    @Test
    void equalSchemasShareAnIdAcrossSubjectsAndDifferentOnesDoNot() {
        int id = id(registry.post("/subjects/share.one/versions", avro(record("{'name':'share','type':'int'}")), 200));
        assertThat(id(registry.post(
                        "/subjects/share.two/versions", avro(record("{ 'type':'int', 'name':'share' }")), 200)))
                .isEqualTo(id);
        assertThat(registry.get("/schemas/ids/" + id + "/subjects", 200).toString())
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
    void settingsAreKeptAsTheyAreGiven() {
        assertThat(registry.get("/config", 200).get("compatibilityLevel").asText())
                .isEqualTo("BACKWARD");
        String given = "{\"compatibility\":\"full\",\"compatibilityGroup\":\"major\",\"normalize\":true,"
                + "\"compatibilityPolicy\":\"LENIENT\",\"defaultMetadata\":{\"properties\":{\"k\":\"v\"}},\"unknown\":1}";
        JsonNode changed = registry.put("/config/set", given, 200);
        assertThat(changed.get("compatibility").asText()).isEqualTo("FULL");
        JsonNode kept = registry.get("/config/set", 200);
        assertThat(kept.get("compatibilityLevel").asText()).isEqualTo("FULL");
        assertThat(kept.get("compatibilityGroup").asText()).isEqualTo("major");
        assertThat(kept.get("normalize").asBoolean()).isTrue();
        assertThat(kept.at("/defaultMetadata/properties/k").asText()).isEqualTo("v");
        assertThat(kept.get("unknown").asInt()).isEqualTo(1);
        registry.put("/config/set", "{\"compatibilityGroup\":null}", 200);
        assertThat(registry.get("/config/set", 200).has("compatibilityGroup")).isFalse();
        assertThat(registry.get("/config/other?defaultToGlobal=true", 200)
                        .get("compatibilityLevel")
                        .asText())
                .isEqualTo("BACKWARD");
        assertError(registry.put("/config/set", "{\"compatibility\":\"SOME\"}", 422), 42203);
        assertError(registry.put("/config", "{\"compatibility\":\"SOME\"}", 422), 42203);
        assertThat(registry.delete("/config/set", 200).get("compatibilityLevel").asText())
                .isEqualTo("FULL");
        assertError(registry.get("/config/set", 404), 40408);
        assertError(registry.delete("/config/set", 404), 40401);
        assertThat(registry.delete("/config", 200).get("compatibilityLevel").asText())
                .isEqualTo("BACKWARD");
    }

    @Test
    void modesDecideWhatMayBeWritten() {
        assertThat(registry.get("/mode", 200).get("mode").asText()).isEqualTo("READWRITE");
        registry.post("/subjects/mode/versions", BODY, 200);
        assertThat(registry.put("/mode/mode", "{\"mode\":\"READONLY\"}", 200).toString())
                .isEqualTo("{\"mode\":\"READONLY\"}");
        assertThat(registry.post("/subjects/mode/versions", BODY, 200).has("id"))
                .isTrue();
        assertError(registry.post("/subjects/mode/versions", NEXT, 422), 42205);
        assertError(registry.delete("/subjects/mode", 422), 42205);
        assertError(registry.put("/config/mode", "{\"compatibility\":\"NONE\"}", 422), 42205);
        assertError(registry.put("/mode/mode", "{\"mode\":\"SOME\"}", 422), 42204);
        assertError(registry.put("/mode/mode", "{\"mode\":\"IMPORT\"}", 422), 42205);
        assertThat(registry.get("/mode/other?defaultToGlobal=true", 200)
                        .get("mode")
                        .asText())
                .isEqualTo("READWRITE");
        assertThat(registry.delete("/mode/mode", 200).get("mode").asText()).isEqualTo("READONLY");
        assertError(registry.delete("/mode/mode", 404), 40401);
        registry.post("/subjects/mode/versions", NEXT, 200);
    }

    @Test
    void importBringsIdsAndVersions() {
        assertError(registry.post("/subjects/import/versions", body(record(A), ",'id':70000,'version':3"), 422), 42205);
        registry.put("/mode/import", "{\"mode\":\"IMPORT\"}", 200);
        assertThat(id(registry.post("/subjects/import/versions", body(record(A), ",'id':70000,'version':3"), 200)))
                .isEqualTo(70000);
        assertThat(registry.get("/subjects/import/versions", 200).toString()).isEqualTo("[3]");
        assertError(
                registry.post("/subjects/import/versions", body(record(A + B), ",'id':70000,'version':4"), 422), 42205);
        assertError(registry.post("/subjects/import/versions", NEXT, 422), 42205);
        registry.put("/mode/import", "{\"mode\":null}", 200);
        assertThat(id(registry.post(
                        "/subjects/import/versions",
                        avro(record(A + ",{'name':'new','type':'int','default':1}")),
                        200)))
                .isEqualTo(70001);
        assertError(registry.post("/subjects/import/versions", body(record(A + B), ",'version':9"), 422), 42201);
    }

    @Test
    void metadataAndRulesAreKeptInheritedAndPartOfTheSchema() {
        String rules =
                ",'metadata':{'properties':{'owner':'web'}},'ruleSet':{'domainRules':[{'name':'r','type':'CEL'}]},'new':1";
        int plain = id(registry.post("/subjects/meta/versions", BODY, 200));
        JsonNode with = registry.post("/subjects/meta/versions", body(record(A).replace("'a'", "'a'"), rules), 200);
        assertThat(with.get("id").asInt()).isNotEqualTo(plain);
        assertThat(with.get("version").asInt()).isEqualTo(2);
        JsonNode kept = registry.get("/subjects/meta/versions/2", 200);
        assertThat(kept.at("/metadata/properties/owner").asText()).isEqualTo("web");
        assertThat(kept.at("/ruleSet/domainRules/0/name").asText()).isEqualTo("r");
        JsonNode inherited = registry.post("/subjects/meta/versions", NEXT, 200);
        assertThat(inherited.at("/metadata/properties/owner").asText()).isEqualTo("web");
        assertThat(registry.get("/subjects/meta/metadata?key=owner&value=web", 200)
                        .get("version")
                        .asInt())
                .isEqualTo(3);
        assertError(registry.get("/subjects/meta/metadata?key=owner&value=nobody", 404), 40403);
        assertThat(registry.post("/subjects/meta", NEXT, 200).get("version").asInt())
                .isEqualTo(3);
    }

    @Test
    void normalizingUnifiesWhatHasNoOrder() {
        String one =
                "{'type':'record','namespace':'n','name':'t','doc':'d','fields':[{'type':'int','name':'x','zz':1,'aa':2}]}";
        String other =
                "{'doc':'d','name':'n.t','type':'record','fields':[{'aa':2,'zz':1,'name':'x','type':{'type':'int'}}]}";
        int id = id(registry.post("/subjects/normal/versions?normalize=true", avro(one), 200));
        assertThat(id(registry.post("/subjects/normal/versions?normalize=true", avro(other), 200)))
                .isEqualTo(id);
        assertThat(id(registry.post("/subjects/normal?normalize=true", avro(other), 200)))
                .isEqualTo(id);
        assertThat(registry.get("/subjects/normal/versions", 200)).hasSize(1);
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
        assertThat(registry.get("/schemas/types", 200).toString()).isEqualTo("[\"AVRO\",\"JSON\",\"PROTOBUF\"]");
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

    @Test
    void listsCanBeCutIntoPages() {
        for (int i = 0; i < 4; i++) {
            registry.post("/subjects/page." + i + "/versions", BODY, 200);
        }
        registry.post("/subjects/page.0/versions", NEXT, 200);
        assertThat(registry.get("/subjects?subjectPrefix=page.&offset=1&limit=2", 200)
                        .toString())
                .isEqualTo("[\"page.1\",\"page.2\"]");
        assertThat(registry.get("/schemas?subjectPrefix=page.", 200)).hasSize(5);
        JsonNode latest = registry.get("/schemas?subjectPrefix=page.&latestOnly=true", 200);
        assertThat(latest).hasSize(4);
        assertThat(latest.get(0).get("version").asInt()).isEqualTo(2);
        assertThat(registry.get("/schemas?subjectPrefix=page.&offset=1&limit=1", 200)
                        .get(0)
                        .get("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anAliasStandsForItsSubject() {
        registry.post("/subjects/real/versions", BODY, 200);
        registry.put("/config/nick", "{\"alias\":\"real\"}", 200);
        assertThat(registry.get("/subjects/nick/versions/latest", 200)
                        .get("subject")
                        .asText())
                .isEqualTo("real");
    }

    @Test
    void theRulesOfASourceHoldOnlyWhereTheyAreSwitchedOn() {
        String amount = "{'name':'amount','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':%s}}";
        registry.post("/subjects/plain/versions", avro(record(amount.formatted(2))), 200);
        registry.post("/subjects/plain/versions", avro(record(amount.formatted(4))), 200);
        registry.put("/config/ruled", "{\"tidemark\":{\"rules\":true,\"owner\":\"checkout\"}}", 200);
        registry.post("/subjects/ruled/versions", avro(record(amount.formatted(2))), 200);
        assertThat(registry.post("/subjects/ruled/versions", avro(record(amount.formatted(4))), 409)
                        .get("message")
                        .asText())
                .contains("misread", "decimal of scale 2");
        assertThat(registry.post("/compatibility/subjects/ruled/versions?verbose=true", avro(record("")), 200)
                        .get("messages")
                        .toString())
                .contains("removed without having been deprecated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.schemaregistry.v1+json|application/vnd.schemaregistry.v1+json|application/vnd.schemaregistry.v1+json",
                "application/vnd.schemaregistry+json|application/vnd.schemaregistry+json|application/vnd.schemaregistry+json",
                "application/json|application/json|application/json",
                "application/json; charset=utf-8|*/*|application/vnd.schemaregistry.v1+json",
                "application/octet-stream||application/vnd.schemaregistry.v1+json",
                "|text/html, application/json;q=0.8|application/json",
                "|application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json; q=0.9, application/json; q=0.5|application/vnd.schemaregistry.v1+json"
            })
    void everyMediaTypeOfTheProtocolIsSpoken(@Nullable String contentType, @Nullable String accept, String answer) {
        HttpResponse<String> response = registry.send("POST", "/subjects/media/versions", BODY, contentType, accept);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(answer);
    }

    @Test
    void whatCannotBeReadIsRefusedInTheProtocolsShape() {
        assertError(registry.post("/subjects/bad/versions", "not json", 400), 400);
        assertError(registry.post("/subjects/bad/versions", "[]", 400), 400);
        assertError(registry.post("/subjects/bad/versions", "{}", 422), 42201);
        assertError(registry.post("/subjects/bad/versions", avro("{}"), 422), 42201);
        assertError(registry.post("/subjects/bad/versions", avro("{'type':'recrod'}"), 422), 42201);
        assertError(
                registry.post("/subjects/bad/versions", "{\"schema\":\"\\\"int\\\"\",\"references\":[{}]}", 400), 400);
        assertError(
                registry.post("/subjects/bad/versions", avro(record("{'name':'x','type':'int','default':'no'}")), 422),
                42201);
        assertThat(registry.send("POST", "/subjects/bad/versions", BODY, "text/plain", null)
                        .statusCode())
                .isEqualTo(415);
        assertThat(registry.send("GET", "/subjects", null, null, "text/plain").statusCode())
                .isEqualTo(406);
        assertError(registry.delete("/subjects", 405), 405);
    }

    @Test
    void aSubjectsNameMayBeAlmostAnything() {
        for (String name : new String[] {"with space", "a/b", "ü-ö", "q?x=1", "per%cent", "a+b", "semi;colon"}) {
            String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            registry.post("/subjects/" + path + "/versions", BODY, 200);
            assertThat(registry.get("/subjects/" + path + "/versions/latest", 200)
                            .get("subject")
                            .asText())
                    .isEqualTo(name);
        }
        assertError(registry.post("/subjects/a%01b/versions", BODY, 422), 42208);
    }

    private static int id(JsonNode answer) {
        return answer.get("id").asInt();
    }
}
