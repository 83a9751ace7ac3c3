package dev.tidemark.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes beacons as a collector does, or as badly as it is told to; can die and come back at the same address. */
final class FakeCollector implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** One bad answer. */
    interface Mishap {
        void answer(HttpExchange exchange, JsonNode batch) throws IOException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] script;
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    final List<JsonNode> batches = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> results = results -> results;
    private volatile @Nullable HttpServer server;
    private volatile boolean deaf;
    private int port;

    FakeCollector(byte[] script) {
        this.script = script;
        revive();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    void next(Mishap mishap) {
        mishaps.add(mishap);
    }

    void next(int status, String... headers) {
        next((exchange, batch) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            answer(exchange, status, "{\"code\":\"told-so\",\"status\":" + status + "}");
        });
    }

    /** Changes what is said about each event of a batch. */
    void says(UnaryOperator<String> change) {
        results = change;
    }

    /** Gives the script, and hangs up on whoever brings events. */
    void deaf(boolean now) {
        deaf = now;
    }

    void die() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    void revive() {
        try {
            HttpServer next = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            next.setExecutor(threads);
            next.createContext("/v1/tidemark.js", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/javascript");
                answer(exchange, 200, new String(script, StandardCharsets.UTF_8));
            });
            next.createContext("/v1/beacon", this::take);
            next.start();
            port = next.getAddress().getPort();
            server = next;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        if (deaf) {
            exchange.close();
            return;
        }
        JsonNode batch = JSON.readTree(exchange.getRequestBody().readAllBytes());
        queries.add(exchange.getRequestURI().getRawQuery());
        batches.add(batch);
        Mishap mishap = mishaps.poll();
        if (mishap != null) {
            mishap.answer(exchange, batch);
            return;
        }
        store(batch);
        answer(exchange, 207, results.apply(taken(batch)));
    }

    void store(JsonNode batch) {
        batch.get("events").forEach(events::add);
    }

    static String taken(JsonNode batch) {
        List<String> each = new ArrayList<>();
        batch.get("events").forEach(event -> each.add("{\"event_id\":" + event.get("event_id") + ",\"status\":202}"));
        return "{\"results\":[" + String.join(",", each) + "],\"accepted\":" + each.size() + "}";
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The ids in the order in which they were first stored. */
    List<String> ids() {
        return events.stream()
                .map(event -> event.get("event_id").asText())
                .distinct()
                .toList();
    }

    /** The numbers of the events, in the order in which they were first stored. */
    List<Integer> numbers() {
        return events.stream()
                .map(event -> event.at("/properties/n").asInt())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        die();
        threads.shutdownNow();
    }
}
