package dev.tidemark.cdc.internal.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.cdc.internal.capture.CaptureStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Health, the state of every capture, and metrics. The process is up as long as it answers: a database that is away is that database's
 * trouble, is named here, and is no reason to start us again.
 */
public final class StatusDoor implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Supplier<List<CaptureStatus>> captures;
    private final Supplier<String> portalTrouble;
    private final CaptureMetrics metrics;

    /**
     * @throws IOException when the port is taken
     */
    public StatusDoor(String bind, int port, Supplier<List<CaptureStatus>> captures, Supplier<String> portalTrouble)
            throws IOException {
        this.captures = captures;
        this.portalTrouble = portalTrouble;
        this.metrics = new CaptureMetrics(captures);
        this.server = HttpServer.create(new InetSocketAddress(bind, port), 0);
        server.setExecutor(threads);
        server.createContext("/actuator/health", exchange -> answer(exchange, "application/json", health()));
        server.createContext(
                "/actuator/prometheus",
                exchange -> answer(
                        exchange,
                        "text/plain; version=0.0.4; charset=utf-8",
                        metrics.scrape().getBytes(StandardCharsets.UTF_8)));
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private byte[] health() throws IOException {
        List<CaptureStatus> now = captures.get();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", "UP");
        if (!portalTrouble.get().isEmpty()) {
            document.put("portal", portalTrouble.get());
        }
        document.put(
                "waiting",
                now.stream()
                        .filter(capture -> capture.state() == CaptureStatus.State.WAITING)
                        .count());
        document.put("captures", now);
        return JSON.writeValueAsBytes(document);
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        metrics.close();
    }
}
