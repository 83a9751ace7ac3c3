package dev.tidemark.cdc;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.events.CaptureConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** Says what is captured, as the portal does. */
final class FakePortal implements AutoCloseable {

    private final HttpServer server;
    private volatile CaptureConfig config = new CaptureConfig("0", List.of());

    FakePortal() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/captures", exchange -> {
            CaptureConfig now = config;
            exchange.getResponseHeaders().set("ETag", now.version());
            if (now.version().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                byte[] body = now.toJson();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    void says(CaptureConfig.Database... databases) {
        config = new CaptureConfig(Integer.toString(Integer.parseInt(config.version()) + 1), List.of(databases));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
