package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What schemas refer to, and what has to be gone before others come in. */
class ReferencesProtocolTest extends WithRegistry {

    private static final String LONG = "'long'";

    @Test
    void aReferenceToTheLatestVersionStaysWithTheOneThatWasTheLatest() {
        registry.post("/subjects/pin.base/versions", avro("{'type':'record','name':'b','fields':[]}"), 200);
        String referring = body(
                "{'type':'record','name':'r','fields':[{'name':'b','type':'b'}]}",
                ",'references':[{'name':'b','subject':'pin.base','version':-1}]");
        JsonNode registered = registry.post("/subjects/pin/versions", referring, 200);
        assertThat(registered.at("/references/0/version").asInt()).isEqualTo(1);
        registry.post(
                "/subjects/pin.base/versions",
                avro("{'type':'record','name':'b','fields':[{'name':'x','type':'int','default':0}]}"),
                200);
        assertThat(registry.get("/subjects/pin/versions/1?format=resolved", 200)
                        .get("schema")
                        .asText())
                .doesNotContain("\"x\"");
        JsonNode next = registry.post("/subjects/pin/versions", referring, 200);
        assertThat(next.get("version").asInt()).isEqualTo(2);
        assertThat(next.at("/references/0/version").asInt()).isEqualTo(2);
    }

    @Test
    void whatAJsonSchemaRefersToMustBeOne() {
        registry.post("/subjects/no.json/versions", avro(LONG), 200);
        String referring = body(
                "{'$ref':'other'}",
                ",'schemaType':'JSON','references':[{'name':'other','subject':'no.json','version':1}]");
        assertError(registry.post("/subjects/referring.json/versions", referring, 422), 42201);
    }

    @Test
    void anImportForEverybodyWaitsUntilNoContextHasSubjects() {
        registry.post("/subjects/:.far:a/versions", avro(LONG), 200);
        for (String everybody : new String[] {"/mode", "/mode/:.__GLOBAL:"}) {
            assertError(registry.put(everybody, "{\"mode\":\"IMPORT\"}", 422), 42205);
        }
        assertThat(registry.put("/mode/:.near:", "{\"mode\":\"IMPORT\"}", 200)
                        .get("mode")
                        .asText())
                .isEqualTo("IMPORT");
    }
}
