package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with requests that are unusual or wrong; the codes and messages are those of Confluent's registry. */
class RequestsProtocolTest extends WithRegistry {

    private static final String LONG = "'long'";

    @Test
    void nothingIsDoneForACallerWhoCouldNotBeAnswered() {
        HttpResponse<String> refused =
                registry.send("POST", "/subjects/unheard/versions", avro(LONG), "application/json", "text/html");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertError(registry.get("/subjects/unheard/versions", 404), 40401);
        assertThat(registry.send("GET", "/subjects/unheard/versions", null, null, "text/html")
                        .statusCode())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/subjects,405",
        "PUT,/subjects/a/versions,405",
        "DELETE,/schemas/types,405",
        "POST,/schemas/nothing,404",
        "DELETE,/subjects/a/nothing,404",
        "PUT,/compatibility,404",
        "POST,/v1/metadata,404",
        "HEAD,/subjects/a,405",
        "HEAD,/subjects,200",
        "OPTIONS,/subjects,200"
    })
    void aMethodIsWrongOnlyWhereThereIsSomething(String method, String path, int status) {
        String content = method.equals("POST") || method.equals("PUT") ? "{}" : null;
        assertThat(registry.send(method, path, content, "application/json", null)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void theRootAnswersAPostToo() {
        assertThat(registry.post("/", "{}", 200)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'id':'x'", "'id':true", "'id':99999999999", "'version':'latest'", "'version':[]"})
    void anIdOrAVersionThatIsNoNumberIsRefusedByEveryQuestion(String member) {
        String request = body(LONG, "," + member);
        registry.post("/subjects/numbers/versions", avro(LONG), 200);
        assertError(registry.post("/subjects/numbers/versions", request, 400), 400);
        assertError(registry.post("/subjects/numbers", request, 400), 400);
        assertError(registry.post("/compatibility/subjects/numbers/versions/latest?verbose=true", request, 400), 400);
    }

    @Test
    void aNumberMayBeWrittenAsAString() {
        JsonNode first = registry.post("/subjects/quoted/versions", body(LONG, ",'version':'1'"), 200);
        assertThat(first.get("version").asInt()).isEqualTo(1);
        JsonNode referring = registry.post(
                "/subjects/quoting/versions",
                body(LONG, ",'references':[{'name':'x','subject':'quoted','version':'1'}]"),
                200);
        assertThat(referring.at("/references/0/version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{'name':'x','subject':'s'}", "{'subject':'s','version':1}"})
    void aReferenceThatLacksSomethingMakesTheSchemaInvalid(String reference) {
        String request = body(LONG, ",'references':[" + reference + "]");
        assertError(registry.post("/subjects/lacking/versions", request, 422), 42201);
        JsonNode asked = registry.post("/compatibility/subjects/lacking/versions?verbose=true", request, 200);
        assertThat(asked.get("is_compatible").asBoolean()).isFalse();
        assertThat(asked.get("messages").get(0).asText()).contains("Invalid reference");
    }

    @Test
    void aSchemaThatIsNoStringIsTakenForItsTextUnlessItIsAnObject() {
        assertError(registry.post("/subjects/odd/versions", "{\"schema\":5}", 422), 42201);
        assertError(registry.post("/subjects/odd/versions", "{\"schema\":{\"type\":\"long\"}}", 400), 400);
        JsonNode anything = registry.post("/subjects/odd/versions", "{\"schema\":true,\"schemaType\":\"JSON\"}", 200);
        assertThat(anything.get("schema").asText()).isEqualTo("true");
    }

    @Test
    void lookingUpNothingFindsNothing() {
        registry.post("/subjects/something/versions", avro(LONG), 200);
        assertError(registry.post("/subjects/something", "{}", 404), 40403);
        assertError(registry.post("/subjects/something", avro("'string'"), 404), 40403);
        assertThat(registry.post("/subjects/something", avro("'string'"), 404)
                        .get("message")
                        .asText())
                .isEqualTo("Schema not found");
        assertError(registry.post("/subjects/nobody.at.all", "{}", 404), 40401);
    }

    @Test
    void metadataIsKeptInOneForm() {
        JsonNode kept = registry.post(
                "/subjects/meta/versions",
                body(
                        LONG,
                        ",'metadata':{'sensitive':['z','a','z'],'properties':{'n':1,'b':true},'tags':{'x':['2','1']}}"),
                200);
        assertThat(kept.get("metadata"))
                .hasToString("{\"properties\":{\"b\":\"true\",\"n\":\"1\"},\"sensitive\":[\"a\",\"z\"],"
                        + "\"tags\":{\"x\":[\"1\",\"2\"]}}");
        for (String wrong : new String[] {"{'properties':[]}", "{'tags':{'x':'y'}}", "{'sensitive':'k'}"}) {
            assertError(registry.post("/subjects/meta/versions", body(LONG, ",'metadata':" + wrong), 400), 400);
            assertError(
                    registry.put("/config/meta", ("{'defaultMetadata':" + wrong + "}").replace('\'', '"'), 400), 400);
        }
    }

    @Test
    void aKindOfRuleThatIsNotKnownIsRefused() {
        String rule = ",'ruleSet':{'migrationRules':[{'name':'a','kind':'GUESS','mode':'UPGRADE','type':'T'}]}";
        assertError(registry.post("/subjects/kinds/versions", body(LONG, rule), 400), 400);
    }

    @Test
    void aSubjectInTheQueryOnlySaysWhichSchemaIsMeant() {
        int id = registry.post("/subjects/which.one/versions", avro("'bytes'"), 200)
                .get("id")
                .asInt();
        registry.post("/subjects/which.two/versions", avro("'bytes'"), 200);
        assertThat(registry.get("/schemas/ids/" + id + "/subjects?subject=which.one", 200))
                .hasToString("[\"which.one\",\"which.two\"]");
        registry.put("/config/which.alias", "{\"alias\":\"which.two\"}", 200);
        assertThat(registry.get("/schemas/ids/" + id + "?subject=which.alias", 200)
                        .get("schema")
                        .asText())
                .isEqualTo("\"bytes\"");
    }

    @Test
    void whatIsForbiddenIsSaidInTheWordsThatClientsKnow() {
        registry.put("/mode/:.frozen:", "{\"mode\":\"READONLY\"}", 200);
        assertThat(registry.post("/subjects/:.frozen:a/versions", avro(LONG), 422)
                        .get("message")
                        .asText())
                .isEqualTo("Subject :.frozen:a in context :.frozen: is in read-only mode");
        assertThat(registry.post("/subjects/thawed/versions", body(LONG, ",'id':7"), 422)
                        .get("message")
                        .asText())
                .isEqualTo("Subject thawed in context  is not in import mode");
        assertThat(registry.put("/mode/thawed", "{\"mode\":\"NOTHING\"}", 422)
                        .get("message")
                        .asText())
                .isEqualTo("Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD.");
        assertThat(registry.put("/config/thawed", "{\"compatibility\":\"NOTHING\"}", 422)
                        .get("message")
                        .asText())
                .startsWith("Invalid compatibility level. Valid values are none, backward,");
    }
}
