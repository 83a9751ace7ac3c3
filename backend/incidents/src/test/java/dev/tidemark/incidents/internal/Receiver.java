package dev.tidemark.incidents.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web server that gets notices and answers as it is told to. */
final class Receiver implements AutoCloseable {

    /** What came. */
    record Got(String path, String id, String timestamp, String signature, String body) {}

    /** Answers a request; may take its time. */
    interface Manner {
        void answer(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    final List<Got> got = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Receiver(Manner manner) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(new Got(
                    exchange.getRequestURI().getPath(),
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    body));
            try (exchange) {
                manner.answer(exchange, got.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** Answers with one status after the other, then with the last of them. */
    static Receiver answering(int... statuses) throws IOException {
        return new Receiver((exchange, number) ->
                exchange.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1));
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/tidemark";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
