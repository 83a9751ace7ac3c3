package dev.tidemark.jobs.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Schemas from the registry's {@code GET /schemas/ids/{id}}, kept for good. Asks again for a while when the registry is away, for
 * it may be restarting.
 */
public final class RegistrySchemas implements SchemaSource {

    private static final int ATTEMPTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Integer, Schema> known = new HashMap<>();
    private final URI registry;
    private final @Nullable String token;

    /**
     * @param registry ends in a slash
     * @param token sent as bearer token when there is one
     */
    public RegistrySchemas(URI registry, @Nullable String token) {
        this.registry = registry;
        this.token = token;
    }

    @Override
    public Optional<Schema> schema(int id) throws IOException {
        Schema schema = known.get(id);
        if (schema != null) {
            return Optional.of(schema);
        }
        Optional<Schema> found = patiently(id);
        found.ifPresent(it -> known.put(id, it));
        return found;
    }

    private Optional<Schema> patiently(int id) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(id);
            } catch (IOException e) {
                if (attempt == ATTEMPTS || e instanceof InterruptedIOException) {
                    throw e;
                }
                rest(Math.min(100L * attempt, 1000));
            }
        }
    }

    private Optional<Schema> ask(int id) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(registry.resolve("schemas/ids/" + id))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new IOException("The registry answered " + response.statusCode() + " for schema " + id);
        }
        return Optional.of(parse(id, response.body()));
    }

    private static Schema parse(int id, String body) throws IOException {
        try {
            JsonNode schema = JSON.readTree(body).path("schema");
            return new Schema.Parser().parse(schema.asText());
        } catch (JsonProcessingException | SchemaParseException e) {
            throw new IOException("The registry's answer for schema " + id + " is no schema", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static void rest(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted while asking the registry");
    }
}
