package dev.tidemark.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Answers like a collector, or as badly as it is told to, and remembers what it has stored. */
final class FakeCollector implements AutoCloseable {

    private static final Pattern EVENT =
            Pattern.compile("\"event_id\":\"([^\"]+)\"(?:(?!\"event_id\").)*?\"properties\":\\{\"n\":(\\d+)");

    /** How to answer one request badly. */
    interface Mishap {
        /** Whether the request has been dealt with. */
        boolean happens(HttpExchange exchange, List<String> ids) throws IOException;
    }

    private final HttpServer server;
    private final ConcurrentLinkedDeque<Mishap> mishaps = new ConcurrentLinkedDeque<>();
    final List<String> ids = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger requests = new AtomicInteger();

    FakeCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/batch", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void first(Mishap mishap) {
        mishaps.add(mishap);
    }

    static Mishap answers(int status, String body, String... headers) {
        return (exchange, ids) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            answer(exchange, status, body);
            return true;
        };
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String body = new String(new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        List<String> of = new ArrayList<>();
        List<Integer> numbered = new ArrayList<>();
        Matcher events = EVENT.matcher(body);
        while (events.find()) {
            of.add(events.group(1));
            numbered.add(Integer.valueOf(events.group(2)));
        }
        Mishap mishap = mishaps.poll();
        if (mishap != null && mishap.happens(exchange, of)) {
            return;
        }
        ids.addAll(of);
        numbers.addAll(numbered);
        List<String> results = new ArrayList<>();
        for (String id : of) {
            results.add("{\"event_id\":\"" + id + "\",\"status\":202}");
        }
        answer(exchange, 207, "{\"accepted\":" + of.size() + ",\"results\":[" + String.join(",", results) + "]}");
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
