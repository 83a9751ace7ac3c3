package dev.tidemark.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A registry on a real PostgreSQL, spoken with over HTTP; each test class has one of its own. */
abstract class WithRegistry {

    @SuppressWarnings("NullAway.Init")
    private static RegistryServer server;

    @SuppressWarnings("NullAway.Init")
    static Conversation registry;

    @BeforeAll
    static void start() {
        server = RegistryServer.start();
        registry = Conversation.with(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An error of the protocol with this code and a message. */
    static void assertError(JsonNode answer, int code) {
        assertThat(answer.path("error_code").asInt()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("message").asText()).isNotBlank();
    }
}
