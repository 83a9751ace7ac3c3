package dev.tidemark.demo.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A collector that keeps in memory what it accepts, and has whatever mood it is told to have. */
public final class FakeCollector implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> accepted = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private final Deque<Integer> moods = new ArrayDeque<>();
    private Function<JsonNode, Integer> verdict = event -> 202;

    public FakeCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/actuator/health", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/v1/batch", this::batch);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next whole batches are answered with these statuses, asking for no pause. */
    public synchronized void willAnswer(int... statuses) {
        for (int status : statuses) {
            moods.add(status);
        }
    }

    /** The status each single event gets. */
    public synchronized void judgesBy(Function<JsonNode, Integer> rule) {
        verdict = rule;
    }

    public synchronized List<JsonNode> accepted() {
        return List.copyOf(accepted);
    }

    public synchronized List<String> acceptedIds() {
        return accepted.stream().map(event -> event.path("event_id").asText()).toList();
    }

    public synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private synchronized void batch(HttpExchange exchange) throws IOException {
        JsonNode events = JSON.readTree(exchange.getRequestBody()).path("events");
        Integer mood = moods.poll();
        if (mood != null) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, mood, "{\"detail\":\"not now\"}");
            return;
        }
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        ArrayNode results = JSON.createArrayNode();
        for (JsonNode event : events) {
            int status = verdict.apply(event);
            ObjectNode result = results.addObject();
            result.put("event_id", event.path("event_id").asText()).put("status", status);
            if (status == 202) {
                accepted.add(event);
            } else {
                result.putObject("problem").put("detail", "does not fit");
            }
        }
        answer(exchange, 207, JSON.writeValueAsString(JSON.createObjectNode().set("results", results)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
