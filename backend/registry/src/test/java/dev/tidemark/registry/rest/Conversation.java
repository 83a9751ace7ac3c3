package dev.tidemark.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Requests to a registry and what is expected of the answers. */
record Conversation(URI base, HttpClient http) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String V1 = "application/vnd.schemaregistry.v1+json";

    static Conversation with(RegistryServer server) {
        return new Conversation(server.url(), HttpClient.newHttpClient());
    }

    JsonNode get(String path, int status) {
        return json(send("GET", path, null, V1, V1), status);
    }

    JsonNode post(String path, String body, int status) {
        return json(send("POST", path, body, V1, V1), status);
    }

    JsonNode put(String path, String body, int status) {
        return json(send("PUT", path, body, V1, V1), status);
    }

    JsonNode delete(String path, int status) {
        return json(send("DELETE", path, null, V1, V1), status);
    }

    HttpResponse<String> send(
            String method, String path, @Nullable String body, @Nullable String contentType, @Nullable String accept) {
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, content);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (accept != null) {
            request.header("Accept", accept);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(V1);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    /** The request body that registers this Avro schema; single quotes stand for double ones. */
    static String avro(String schema) {
        return body(schema, "");
    }

    static String body(String schema, String more) {
        return "{\"schema\":" + JSON.getNodeFactory().textNode(schema.replace('\'', '"')) + more.replace('\'', '"')
                + "}";
    }

    static String record(String fields) {
        return "{'type':'record','name':'t','fields':[" + fields + "]}";
    }
}
