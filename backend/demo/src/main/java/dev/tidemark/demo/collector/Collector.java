package dev.tidemark.demo.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.demo.collector.Delivery.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The collector's batch door. A batch is sent again until every event in it has its final answer, so that nothing accepted is lost and
 * events of one source keep their order; {@code Retry-After} is honoured. One instance serves any number of threads.
 */
public final class Collector {

    private static final int LARGEST_BATCH = 1_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final Function<String, Optional<String>> writeKeys;
    private final Duration patience;

    /**
     * @param writeKeys the key of a source; asked again after a refusal, so that a key may come later
     * @param patience how long to wait for a collector that is away or does not know the key yet
     */
    public Collector(URI address, Function<String, Optional<String>> writeKeys, Duration patience) {
        this.address = address;
        this.writeKeys = writeKeys;
        this.patience = patience;
    }

    /** Waits until the collector says that it takes events. */
    public void awaitHealth() throws InterruptedException {
        Attempts attempts = new Attempts();
        while (!healthy()) {
            attempts.pause(Optional.empty(), "No healthy collector at " + address);
        }
    }

    private boolean healthy() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends events of one source in their order.
     *
     * @throws CollectorException when the source's key is not accepted, or nobody answers within the patience
     */
    public Delivery send(String source, List<Event> events) throws InterruptedException {
        Delivery delivery = Delivery.NOTHING;
        for (int from = 0; from < events.size(); from += LARGEST_BATCH) {
            List<Event> batch = events.subList(from, Math.min(from + LARGEST_BATCH, events.size()));
            delivery = delivery.and(sendBatch(source, batch));
        }
        return delivery;
    }

    private Delivery sendBatch(String source, List<Event> batch) throws InterruptedException {
        Delivery delivery = Delivery.NOTHING;
        List<Event> open = batch;
        Attempts attempts = new Attempts();
        while (!open.isEmpty()) {
            Optional<String> key = writeKeys.apply(source);
            if (key.isEmpty()) {
                attempts.pause(Optional.empty(), "There is no write key for the source " + source);
                continue;
            }
            HttpResponse<String> response;
            try {
                response = post(key.get(), open);
            } catch (IOException e) {
                attempts.pause(Optional.empty(), "The collector at " + address + " does not answer: " + e);
                continue;
            }
            Optional<Duration> retryAfter = retryAfter(response);
            switch (response.statusCode()) {
                case 200, 202, 207 -> {
                    Results results = Results.of(response.body(), open);
                    delivery = delivery.and(results.delivery());
                    open = results.again();
                    if (!open.isEmpty()) {
                        attempts.pause(retryAfter, "The collector takes no more events of " + source);
                    }
                }
                case 401, 403 ->
                    attempts.pause(Optional.empty(), "The write key of " + source + " is refused: " + response.body());
                case 408, 429, 500, 502, 503, 504 ->
                    attempts.pause(
                            retryAfter, "The collector answers " + response.statusCode() + ": " + response.body());
                default ->
                    throw new CollectorException("The collector refuses a batch of " + source + ": "
                            + response.statusCode() + " " + response.body());
            }
        }
        return delivery;
    }

    private HttpResponse<String> post(String key, List<Event> events) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(
                Map.of("events", events.stream().map(Event::toJson).toList()));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/batch"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The answer per event, and the events that are to be sent again. */
    private record Results(Delivery delivery, List<Event> again) {

        static Results of(String body, List<Event> sent) {
            JsonNode results = results(body);
            if (results.size() != sent.size()) {
                throw new CollectorException(
                        "The collector answered " + results.size() + " of " + sent.size() + " events");
            }
            long accepted = 0;
            long quarantined = 0;
            List<Refusal> refused = new ArrayList<>();
            List<Event> again = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                JsonNode result = results.get(i);
                int status = result.path("status").asInt();
                if (status == 429 || status >= 500) {
                    again.add(sent.get(i));
                } else if (status >= 400) {
                    refused.add(new Refusal(sent.get(i).id(), status, reason(result.path("problem"))));
                } else if (result.hasNonNull("problem")
                        || result.path("quarantined").asBoolean()) {
                    quarantined++;
                } else {
                    accepted++;
                }
            }
            return new Results(new Delivery(accepted, quarantined, refused), again);
        }

        private static JsonNode results(String body) {
            try {
                return JSON.readTree(body).path("results");
            } catch (JsonProcessingException e) {
                throw new CollectorException("The collector's answer is not JSON: " + e.getOriginalMessage());
            }
        }

        private static String reason(JsonNode problem) {
            StringBuilder reason = new StringBuilder(problem.path("detail").asText("no reason given"));
            for (JsonNode fault : problem.path("errors")) {
                reason.append(" [")
                        .append(fault.path("pointer").asText())
                        .append(": ")
                        .append(fault.path("detail").asText())
                        .append(']');
            }
            return reason.toString();
        }
    }

    /** Pauses that grow, until the patience is over. */
    private final class Attempts {

        private final long since = System.nanoTime();
        private Duration next = FIRST_PAUSE;

        void pause(Optional<Duration> asked, String why) throws InterruptedException {
            if (System.nanoTime() - since > patience.toNanos()) {
                throw new CollectorException(why + " (for " + patience.toSeconds() + " s)");
            }
            Duration pause =
                    asked.filter(a -> a.compareTo(LONGEST_PAUSE) < 0).orElse(asked.isPresent() ? LONGEST_PAUSE : next);
            Thread.sleep(pause);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
