package dev.tidemark.registry.rest;

import static dev.tidemark.registry.rest.Conversation.avro;
import static dev.tidemark.registry.rest.Conversation.record;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that are written in another way than the protocol's own: with a context in front, or a slash behind. */
class OtherPathTest extends WithRegistry {

    private static final String BODY = avro(record("{'name':'a','type':'string'}"));

    @ParameterizedTest
    @CsvSource({
        "/subjects/, /subjects, ''",
        "/compatibility/subjects/s/versions/, /compatibility/subjects/s/versions, ''",
        "/contexts/.c/subjects, /subjects, ?subjectPrefix=%3A.c%3A",
        "/contexts/.c/subjects/a%2Fb/versions/1, /subjects/%3A.c%3Aa%2Fb/versions/1, ''",
        "/contexts/:.c:/subjects/a%2Bb/versions, /subjects/%3A.c%3Aa%2Bb/versions, ''",
        "/contexts/c/schemas/ids/7, /schemas/ids/7, ?subject=%3A.c%3A",
        "/contexts/.c/config, /config/%3A.c%3A, ''",
        "/contexts/.c/mode/s, /mode/%3A.c%3As, ''",
        "/contexts/.c/compatibility/subjects/s/versions, /compatibility/subjects/%3A.c%3As/versions, ''",
        "/contexts/.c/subjects/:.d:s, /subjects/:.d:s, ''",
        "/contexts/.c/contexts, /contexts, ''"
    })
    void everyNameBelowAContextIsOfThatContext(String written, String canonical, String query) {
        assertThat(OtherPath.of(written, name -> "")).contains(new OtherPath(canonical, query));
    }

    @ParameterizedTest
    @CsvSource({"/subjects", "/contexts/.c", "/contexts/.c/nothing", "/nothing", "/"})
    void whatIsTheProtocolsOwnOrNobodysStaysAsItIs(String path) {
        assertThat(OtherPath.of(path, name -> "")).isEmpty();
    }

    @Test
    void aClientMayLiveInAContext() {
        registry.post("/contexts/.team/subjects/a%2Fb/versions", BODY, 200);
        registry.post("/subjects/outside/versions", BODY, 200);
        assertThat(registry.get("/contexts/.team/subjects", 200)).hasToString("[\":.team:a/b\"]");
        assertThat(registry.get("/contexts/.team/schemas/ids/1", 200)
                        .get("subject")
                        .asText())
                .isEqualTo(":.team:a/b");
        assertThat(registry.post("/contexts/.team/subjects/a%2Fb", BODY, 200)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
        registry.put("/contexts/.team/config", "{\"compatibility\":\"FULL\"}", 200);
        assertThat(registry.get("/config/:.team:", 200)
                        .get("compatibilityLevel")
                        .asText())
                .isEqualTo("FULL");
        assertThat(registry.get("/config", 200).get("compatibilityLevel").asText())
                .isEqualTo("BACKWARD");
        assertThat(registry.get("/contexts/.team/mode/b?defaultToGlobal=true", 200)
                        .get("mode")
                        .asText())
                .isEqualTo("READWRITE");
        assertThat(registry.get("/contexts", 200)).hasToString("[\".\",\".team\"]");
    }

    @Test
    void aSlashAtTheEndSaysNothing() {
        registry.post("/subjects/slash/versions/", BODY, 200);
        assertThat(registry.post("/compatibility/subjects/slash/versions/?verbose=true", BODY, 200)
                        .get("is_compatible")
                        .asBoolean())
                .isTrue();
        assertThat(registry.get("/subjects/slash/versions/", 200)).hasToString("[1]");
    }
}
