package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static dev.tidemark.registry.rest.Conversation.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a subject is treated, and what its settings and modes do, over real HTTP. Every test has subjects of its own. */
@Tag("engines")
class SettingsProtocolTest extends WithRegistry {

    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = ",{'name':'b','type':'int','default':0}";
    private static final String BODY = avro(record(A));
    private static final String NEXT = avro(record(A + B));

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

    private static int id(JsonNode answer) {
        return answer.get("id").asInt();
    }
}
