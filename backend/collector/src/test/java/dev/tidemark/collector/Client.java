package dev.tidemark.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Talks to a collector as a sender does. */
final class Client implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    Client(int port) {
        address = URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return address.getPort();
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError(response.body(), e);
            }
        }

        String code() {
            return json().path("code").asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer post(String path, String key, String body) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("User-Agent", "curl/8")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Answer awaitHealth(Predicate<Answer> wanted) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Answer health = get("/actuator/health");
        while (!wanted.test(health)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("health stayed " + health.response().body());
            }
            Thread.onSpinWait();
            health = get("/actuator/health");
        }
        return health;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
