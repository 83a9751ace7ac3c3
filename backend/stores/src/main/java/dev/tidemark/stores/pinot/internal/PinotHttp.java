package dev.tidemark.stores.pinot.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP with Pinot's controller and broker. Thread-safe; an interrupt ends the wait. */
public final class PinotHttp {

    /** Exact numbers: an amount must not pass through a double. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** An answer; Pinot puts problems of queries into the body of a 200. */
    public record Answer(int status, JsonNode body) {
        public boolean isOk() {
            return status / 100 == 2;
        }
    }

    public Answer get(URI uri, Duration timeout) {
        return send("GET", uri, null, timeout);
    }

    public Answer post(URI uri, JsonNode body, Duration timeout) {
        return send("POST", uri, body, timeout);
    }

    public Answer put(URI uri, JsonNode body, Duration timeout) {
        return send("PUT", uri, body, timeout);
    }

    private Answer send(String method, URI uri, @Nullable JsonNode body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (HttpTimeoutException e) {
            throw new ProblemException(StoreProblem.STORE_TIMEOUT, StoreName.REALTIME.word(), timeout).because(e);
        } catch (ConnectException e) {
            throw away("nothing listens at " + uri.getAuthority(), e);
        } catch (IOException e) {
            throw away("the connection to " + uri.getAuthority() + " broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StoreProblem.STORE_CANCELLED, StoreName.REALTIME.word()).because(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }

    static ProblemException away(String why, Exception cause) {
        return new ProblemException(StoreProblem.UNAVAILABLE, StoreName.REALTIME.word(), why).because(cause);
    }
}
