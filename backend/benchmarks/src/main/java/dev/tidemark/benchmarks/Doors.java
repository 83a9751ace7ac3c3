package dev.tidemark.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The doors of the platform that a measurement goes through. */
final class Doors {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Installation installation;

    Doors(Installation installation) {
        this.installation = installation;
    }

    /** An order of one penny from a country of its own, so that it can be counted and told apart. */
    static Map<String, Object> order(String id, String country, String amount) {
        return Map.of(
                "event_id",
                id,
                "type",
                "order_placed",
                "event_time",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "user_id",
                "bench",
                "properties",
                Map.of("order_id", id, "amount", amount, "currency", "GBP", "country", country));
    }

    /** @return when the collector had accepted it, by the monotonic clock */
    long sendOne(Map<String, Object> event) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(installation.collector().resolve("/v1/events"), installation.writeKey(), event);
        if (response.statusCode() != 202) {
            throw new IOException("The collector answered " + response.statusCode() + ": " + response.body());
        }
        return System.nanoTime();
    }

    /** @return how many were accepted */
    int sendMany(List<Map<String, Object>> events) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(installation.collector().resolve("/v1/batch"), installation.writeKey(), Map.of("events", events));
        if (response.statusCode() == 429 || response.statusCode() == 503) {
            return 0;
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("The collector answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body()).path("accepted").asInt();
    }

    /** The metric {@code orders} of one country over the last hour, as the portal answers it. */
    long ordersOf(String country) throws IOException, InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        HttpResponse<String> response = post(
                installation.portal().resolve("/api/v1/query"),
                installation.apiToken(),
                Map.of(
                        "metrics", List.of("orders"),
                        "where", List.of("{{ Dimension('order__country') }} = '" + country + "'"),
                        "time_range",
                                Map.of(
                                        "start", now.minus(Duration.ofHours(1)).toString(),
                                        "end", now.plus(Duration.ofHours(1)).toString())));
        if (response.statusCode() != 200) {
            throw new IOException("The portal answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode rows = JSON.readTree(response.body()).path("rows");
        return rows.isEmpty() ? 0 : rows.path(0).path(0).asLong();
    }

    /**
     * @return how long the answer took
     * @throws IOException when the portal does not answer the question
     */
    double millis(Map<String, Object> question) throws IOException, InterruptedException {
        long began = System.nanoTime();
        answered(question);
        return (System.nanoTime() - began) / 1e6;
    }

    /** @throws IOException when the portal does not answer the question */
    JsonNode answer(Map<String, Object> question) throws IOException, InterruptedException {
        return JSON.readTree(answered(question));
    }

    private String answered(Map<String, Object> question) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(installation.portal().resolve("/api/v1/query"), installation.apiToken(), question);
        if (response.statusCode() != 200) {
            throw new IOException("The portal answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** When the archive had the event; empty while it has not, or while its way is not known yet. */
    Optional<Instant> archived(String eventId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        installation.portal().resolve("/api/v1/events/" + eventId + "/journey"))
                .header("Authorization", "Bearer " + installation.apiToken())
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        for (JsonNode hop : JSON.readTree(response.body()).path("hops")) {
            if (hop.path("stage").asText().equalsIgnoreCase("archived") && hop.hasNonNull("at")) {
                return Optional.of(Instant.parse(hop.path("at").asText()));
            }
        }
        return Optional.empty();
    }

    private HttpResponse<String> post(URI address, String token, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
