package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.body;
import static dev.tidemark.registry.rest.Conversation.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tags that requests write into schemas, and the versions that come of it. */
@Tag("engines")
class TagsProtocolTest extends WithRegistry {

    private static final String PLAIN = record("{'name':'mail','type':'string'}");
    private static final String RECORD = "[{'schemaEntity':{'entityPath':'t','entityType':'sr_record'},'tags':['%s']}]";
    private static final String FIELD =
            "[{'schemaEntity':{'entityPath':'t.mail','entityType':'sr_field'},'tags':['%s']}]";

    @Test
    void aRegistrationMayBringTagsAndIsThenTheNextVersionMarkedWithItsNumber() {
        registry.post("/subjects/tagged/versions", avro(PLAIN), 200);
        JsonNode second = registry.post(
                "/subjects/tagged/versions", body(PLAIN, ",'schemaTagsToAdd':" + FIELD.formatted("PII")), 200);
        assertThat(second.get("version").asInt()).isEqualTo(2);
        assertThat(second.at("/metadata/properties/confluent:version").asText()).isEqualTo("2");
        assertThat(second.get("schema").asText()).contains("\"confluent:tags\":[\"PII\"]");

        JsonNode found = registry.get("/subjects/tagged/versions/2?findTags=PII&findTags=KEY", 200);
        assertThat(found.at("/schemaTags/0/schemaEntity").toString())
                .isEqualTo("{\"entityPath\":\"t.mail\",\"entityType\":\"sr_field\"}");
        assertThat(registry.get("/schemas/ids/" + second.get("id").asInt() + "?subject=tagged&findTags=*", 200)
                        .get("schemaTags"))
                .isEqualTo(found.get("schemaTags"));
        assertThat(registry.get("/subjects/tagged/versions/2?findTags=KEY", 200).has("schemaTags"))
                .isFalse();
    }

    @Test
    void tagsOfTheVersionBeforeAreCarriedOnWhereThatIsAskedFor() {
        registry.post("/subjects/carried/versions", body(PLAIN, ",'schemaTagsToAdd':" + FIELD.formatted("PII")), 200);
        registry.put("/config/carried", "{\"compatibility\":\"NONE\"}", 200);
        String more = record("{'name':'mail','type':'string'},{'name':'age','type':'int','default':0}");
        JsonNode next = registry.post("/subjects/carried/versions", body(more, ",'propagateSchemaTags':true"), 200);
        assertThat(next.get("schema").asText()).contains("\"name\":\"mail\",\"type\":\"string\",\"confluent:tags\"");

        String without = record("{'name':'age','type':'int'}");
        JsonNode last = registry.post("/subjects/carried/versions", body(without, ",'propagateSchemaTags':true"), 200);
        assertThat(last.get("schema").asText()).doesNotContain("confluent:tags");
    }

    @Test
    void aVersionCanBeHadAgainWithOtherTags() {
        registry.post("/subjects/again/versions", avro(PLAIN), 200);
        JsonNode second = registry.post(
                "/subjects/again/versions/latest/tags",
                quoted("{'tagsToAdd':" + RECORD.formatted("SHOP','KEY") + "}"),
                200);
        assertThat(second.get("version").asInt()).isEqualTo(2);
        assertThat(second.at("/metadata/properties/confluent:version").asText()).isEqualTo("2");
        JsonNode third = registry.post(
                "/subjects/again/versions/latest/tags",
                quoted("{'newVersion':3,'tagsToRemove':" + RECORD.formatted("KEY") + "}"),
                200);
        assertThat(third.get("schema").asText()).endsWith("\"confluent:tags\":[\"SHOP\"]}");

        assertError(registry.post("/subjects/nobody/versions/1/tags", "{}", 404), 40401);
        assertError(registry.post("/subjects/again/versions/9/tags", "{}", 404), 40402);
        assertError(registry.post("/subjects/again/versions/1/tags", "{\"newVersion\":2}", 422), 42201);
        assertError(
                registry.post(
                        "/subjects/again/versions/1/tags",
                        quoted("{'tagsToAdd':[{'schemaEntity':{'entityPath':'t'},'tags':['X']}]}"),
                        400),
                400);
        assertError(
                registry.post(
                        "/subjects/again/versions/1/tags",
                        quoted("{'tagsToAdd':" + FIELD.formatted("X").replace("mail", "post") + "}"),
                        422),
                42201);
    }

    @Test
    void rulesAreMergedIntoThoseOfTheVersionBeforeAndTakenOutOfThem() {
        registry.post("/subjects/ruled/versions", body(PLAIN, ",'ruleSet':" + rules("one", "two")), 200);
        JsonNode second = registry.post(
                "/subjects/ruled/versions/1/tags",
                quoted("{'rulesToMerge':" + rules("three", "one") + ",'rulesToRemove':['two']}"),
                200);
        assertThat(second.at("/ruleSet/domainRules").findValuesAsText("name")).containsExactly("three", "one");
        assertError(
                registry.post(
                        "/subjects/ruled/versions/2/tags",
                        quoted("{'ruleSet':" + rules("four") + ",'rulesToRemove':['one']}"),
                        422),
                42210);
    }

    private static String rules(String... names) {
        StringBuilder rules = new StringBuilder();
        for (String name : names) {
            rules.append(rules.isEmpty() ? "" : ",")
                    .append("{'name':'")
                    .append(name)
                    .append("','kind':'CONDITION','type':'CEL','mode':'WRITE'}");
        }
        return "{'domainRules':[" + rules + "]}";
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
