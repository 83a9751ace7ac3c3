package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
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

/** What may be sent and how it is answered: media types, names, pages, errors, over real HTTP. */
@Tag("engines")
class WireProtocolTest extends WithRegistry {

    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = ",{'name':'b','type':'int','default':0}";
    private static final String BODY = avro(record(A));
    private static final String NEXT = avro(record(A + B));

    @Test
    void anErrorHasTheMessageThatClientsKnowAndBesideItWhatToDoNext() {
        JsonNode error = registry.get("/subjects/nobody/versions/3", 404);

        assertThat(error.get("message").asText()).isEqualTo("Subject 'nobody' not found.");
        assertThat(error.get("remedy").asText()).isEqualTo("List the subjects, or register a first schema under it.");
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
        "/schemas/ids/0x1,404,404",
        "/schemas/ids/1%20,404,404",
        "/schemas/ids/2147483648,404,404",
        "/subjects/wrong,405,405",
        "/compatibility/subjects/wrong/versions/1,405,405",
        "/contexts/.nowhere,405,405",
        "/schemas/ids,404,404",
        "/nothing/here,404,404"
    })
    void whatIsNotThereHasItsCode(String path, int status, int code) {
        registry.post("/subjects/wrong/versions", BODY, 200);
        assertError(registry.get(path, status), code);
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
                "|*/whatever, text/html|application/vnd.schemaregistry.v1+json",
                "|application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json; q=0.9,"
                        + " application/json; q=0.5|application/vnd.schemaregistry.v1+json"
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
        assertError(registry.post("/subjects/bad/versions", "{\"id\":1e99999999999}", 400), 400);
        assertError(registry.post("/subjects/bad/versions", "{}", 422), 42201);
        assertError(registry.post("/subjects/bad/versions", avro("{}"), 422), 42201);
        assertError(registry.post("/subjects/bad/versions", avro("{'type':'recrod'}"), 422), 42201);
        for (String references : new String[] {"1", "{}", "\"one\""}) {
            String body = "{\"schema\":\"\\\"int\\\"\",\"references\":" + references + "}";
            assertError(registry.post("/subjects/bad/versions", body, 400), 400);
        }
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
}
