package dev.tidemark.collector;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.events.CollectionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Hands out one configuration, as the portal does. */
public final class FakePortal implements AutoCloseable {

    private final HttpServer server;
    private volatile CollectionConfig config;

    public FakePortal(CollectionConfig config) {
        this.config = config;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/collection", exchange -> {
            CollectionConfig now = this.config;
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

    public void set(CollectionConfig next) {
        config = next;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
