package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static dev.tidemark.registry.rest.Conversation.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules, settings, marks of versions and modes, as clients of the protocol meet them. */
class GovernanceProtocolTest extends WithRegistry {

    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = ",{'name':'b','type':'string'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'migrationRules':[{'name':'up','type':'JSONATA','mode':'READ'}]}",
                "{'domainRules':[{'name':'up','type':'CEL','mode':'UPGRADE'}]}",
                "{'domainRules':[{'name':'one','type':'CEL'},{'name':'one','type':'CEL'}]}",
                "{'domainRules':[{'name':'one'}]}",
                "{'domainRules':[{'name':'1st','type':'CEL'}]}",
                "{'encodingRules':[{'name':'one','type':'ENCRYPT','mode':'WRITE','onFailure':'NONE,ERROR'}]}",
                "{'domainRules':7}"
            })
    void aRuleThatNobodyCouldRunIsRefused(String ruleSet) {
        assertError(registry.post("/subjects/rules/versions", body(record(A), ",'ruleSet':" + ruleSet), 422), 42210);
        assertError(
                registry.put("/config/rules", ("{'defaultRuleSet':" + ruleSet + "}").replace('\'', '"'), 422), 42210);
    }

    @Test
    void rulesOfAllKindsAreKeptAndFoundByTheirType() {
        String ruleSet = "{'domainRules':[{'name':'hide','kind':'TRANSFORM','mode':'WRITEREAD','type':'ENCRYPT',"
                + "'tags':['PII'],'params':{'encrypt.kek.name':'k'},'onFailure':'ERROR,NONE','disabled':false}],"
                + "'migrationRules':[{'name':'up','mode':'UPDOWN','type':'JSONATA','expr':'$'}],'enableAt':'x'}";
        registry.post("/subjects/kept/versions", body(record(A), ",'ruleSet':" + ruleSet), 200);
        JsonNode kept = registry.get("/subjects/kept/versions/1", 200).get("ruleSet");
        assertThat(kept.at("/domainRules/0/params/encrypt.kek.name").asText()).isEqualTo("k");
        assertThat(kept.at("/migrationRules/0/expr").asText()).isEqualTo("$");
        assertThat(kept.get("enableAt").asText()).isEqualTo("x");
        assertThat(registry.get("/schemas?ruleType=ENCRYPT", 200)).hasSize(1);
        assertThat(registry.get("/schemas?ruleType=NONE", 200)).isEmpty();
    }

    @Test
    void whatIsNotValidatedAsNewMayHaveABadDefault() {
        String bad = avro(record("{'name':'a','type':'int','default':'no'}"));
        assertError(registry.post("/subjects/bad/versions", bad, 422), 42201);
        assertError(registry.post("/subjects/bad", bad, 404), 40401);
        registry.put("/config/bad", "{\"validateNewSchemas\":false}", 200);
        assertThat(registry.post("/subjects/bad/versions", bad, 200)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aNewSchemaDoesNotBuildOnADeletedOne() {
        registry.post("/subjects/base/versions", avro("{'type':'enum','name':'e','symbols':['X']}"), 200);
        String refers =
                body(record("{'name':'a','type':'e'}"), ",'references':[{'name':'e','subject':'base','version':1}]");
        registry.delete("/subjects/base/versions/1", 200);
        assertError(registry.post("/subjects/builds/versions", refers, 422), 42201);
    }

    @Test
    void reservedNamesStayFreeWhereFieldsAreValidated() {
        String reserves = ",'metadata':{'properties':{'confluent:reserved':'b, c'}}";
        registry.put("/config/reserved", "{\"validateFields\":true}", 200);
        registry.post("/subjects/reserved/versions", body(record(A), reserves), 200);
        JsonNode refused = registry.post(
                "/subjects/reserved/versions",
                body(record(A + ",{'name':'b','type':'string','default':''}"), reserves),
                409);
        assertError(refused, 40901);
        assertThat(refused.get("message").asText()).contains("confluent:reserved");
        registry.post(
                "/subjects/reserved/versions",
                body(record(A), ",'metadata':{'properties':{'confluent:reserved':'c'}}"),
                409);
    }

    @Test
    void forceBreaksCompatibilityAndNothingElse() {
        registry.post("/subjects/forced/versions", avro(record(A)), 200);
        registry.post("/subjects/forced/versions", avro(record(A + B)), 409);
        registry.post("/subjects/forced/versions?force=true", avro("{'type':'recrod'}"), 422);
        assertThat(registry.post("/subjects/forced/versions?force=true", avro(record(A + B)), 200)
                        .get("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aVersionThatIsAskedForByItsNumberIsMarkedWithIt() {
        int plain = id(registry.post("/subjects/marked/versions", avro(record(A)), 200));
        assertThat(id(registry.post("/subjects/marked/versions", body(record(A), ",'version':-1"), 200)))
                .isEqualTo(plain);
        JsonNode second = registry.post("/subjects/marked/versions", body(record(A), ",'version':2"), 200);
        assertThat(second.get("id").asInt()).isNotEqualTo(plain);
        assertThat(second.at("/metadata/properties/confluent:version").asText()).isEqualTo("2");
        assertError(registry.post("/subjects/marked/versions", body(record(A), ",'version':9"), 422), 42201);
        assertThat(version(avro(record(A)))).isEqualTo(1);
        String marked = ",'metadata':{'properties':{'confluent:version':'%d'}}";
        assertThat(version(body(record(A), marked.formatted(1)))).isEqualTo(1);
        assertThat(version(body(record(A), marked.formatted(2)))).isEqualTo(2);
        registry.delete("/subjects/marked/versions/1", 200);
        assertThat(version(avro(record(A)))).isEqualTo(2);
    }

    private static int version(String body) {
        return registry.post("/subjects/marked", body, 200).get("version").asInt();
    }

    @Test
    void schemasAreListedWithTheNamesThatStandForTheirSubjects() {
        registry.post("/subjects/listed/versions", avro(record(A)), 200);
        registry.put("/config/other.name", "{\"alias\":\"listed\"}", 200);
        JsonNode found = registry.get("/schemas?subjectPrefix=other&aliases=true", 200);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("aliases")).hasToString("[\"other.name\"]");
        assertThat(found.get(0).get("deleted").asBoolean()).isFalse();
        assertThat(found.get(0).get("ts").asLong()).isPositive();
        assertThat(registry.get("/schemas?subjectPrefix=other", 200)).isEmpty();
    }

    @Test
    void anEmptyPrefixMeansTheDefaultContextAlone() {
        registry.post("/subjects/:.apart:s/versions", avro(record(A)), 200);
        assertThat(registry.get("/subjects", 200).toString()).contains(":.apart:s");
        assertThat(registry.get("/subjects?subjectPrefix=", 200).toString()).doesNotContain(":.apart:s");
        assertThat(registry.get("/schemas?subjectPrefix=:*:s", 200)).hasSize(1);
        assertError(registry.get("/schemas/ids/1?subject=:.apart:other", 404), 40403);
    }

    @Test
    void referencesAreNamedWithTheirContextWhereThatIsAskedFor() {
        registry.post("/subjects/:.far:base/versions", avro("{'type':'enum','name':'e','symbols':['X']}"), 200);
        String refers =
                body(record("{'name':'a','type':'e'}"), ",'references':[{'name':'e','subject':'base','version':1}]");
        registry.post("/subjects/:.far:builds/versions", refers, 200);
        String path = "/subjects/:.far:builds/versions/1";
        assertThat(registry.get(path, 200).at("/references/0/subject").asText()).isEqualTo("base");
        assertThat(registry.get(path + "?referenceFormat=qualified", 200)
                        .at("/references/0/subject")
                        .asText())
                .isEqualTo(":.far:base");
    }

    @Test
    void theModesOfAContextGoTogether() {
        registry.put("/mode/:.moded:one", "{\"mode\":\"READONLY\"}", 200);
        assertThat(registry.delete("/mode/:.moded:?recursive=true", 200)).hasToString("{}");
        assertError(registry.get("/mode/:.moded:one", 404), 40409);
        assertError(registry.put("/mode/:.moded:one", "{\"mode\":\"FORWARD\"}", 422), 42204);
    }

    @Test
    void whatIsImportedIsNotNormalized() {
        registry.put("/mode/brought", "{\"mode\":\"IMPORT\"}", 200);
        String text = "{'type':'record','name':'t','fields':[{'name':'a','type':'int','zz':1,'aa':2}]}";
        registry.post("/subjects/brought/versions?normalize=true", body(text, ",'id':4711"), 200);
        assertThat(registry.get("/subjects/brought/versions/1/schema", 200).toString())
                .contains("\"zz\":1,\"aa\":2");
    }

    @Test
    void protobufKeepsItsEscapesAndIsLaidOutAsElsewhere() {
        String sent = "syntax = 'proto3'; option php_namespace = 'A\\\\B'; enum E { X = 0; }"
                + " message M { string a = 1; // one\n E e = 2; oneof o { int32 i = 3; } message N {} }";
        registry.post("/subjects/laid/versions", body(sent, ",'schemaType':'PROTOBUF'"), 200);
        assertThat(registry.get("/subjects/laid/versions/1", 200).get("schema").asText())
                .isEqualTo("""
                        syntax = "proto3";

                        option php_namespace = "A\\\\B";

                        message M {
                          string a = 1;
                          E e = 2;

                          oneof o {
                            int32 i = 3;
                          }

                          message N {}
                        }
                        enum E {
                          X = 0;
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource({"POST, /subjects/empty/versions", "POST, /subjects/empty", "PUT, /config", "PUT, /mode/empty"})
    void aRequestWithoutABodyIsToldSo(String method, String path) {
        String type = "application/vnd.schemaregistry.v1+json";
        for (String body : new String[] {"", "null"}) {
            var answer = registry.send(method, path, body, type, type);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"error_code\":422");
        }
    }

    private static int id(JsonNode answer) {
        return answer.get("id").asInt();
    }
}
