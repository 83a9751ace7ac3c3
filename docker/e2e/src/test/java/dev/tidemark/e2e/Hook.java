package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A web server of somebody who subscribed for notices; the subscription ends with it. */
final class Hook implements AutoCloseable {

    private static final String SUBSCRIPTIONS = "/api/v1/notices/subscriptions";

    /** A notice as it came. */
    record Got(String id, String timestamp, String signature, String body) {}

    private final Platform platform;
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final JsonNode subscription;

    /**
     * @param filter of what, as the door of subscriptions takes it
     */
    Hook(Platform platform, String name, Map<String, Object> filter) throws IOException {
        this.platform = platform;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            got.add(new Got(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        Map<String, Object> wish = new HashMap<>(filter);
        wish.put("name", name);
        wish.put("channel", "webhook");
        wish.put("target", "http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        subscription = platform.post(SUBSCRIPTIONS, "admin", wish).json();
    }

    /** Waits for a notice that has this in its body, and checks its signature as a receiver does. */
    Got told(String text) {
        Got told = Await.found(
                Await.SURELY,
                () -> got.stream()
                        .filter(each -> each.body().contains(text))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nobody was told " + text + ": " + got)));
        assertThat(told.signature()).isEqualTo(signature(told));
        return told;
    }

    /** What the platform says it has sent here. */
    String deliveries() {
        return platform.get(path() + "/deliveries", "admin").body();
    }

    private String path() {
        return SUBSCRIPTIONS + "/" + subscription.get("id").asString();
    }

    private String signature(Got told) {
        try {
            String secret = subscription.get("secret").asString();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            String signed = told.id() + "." + told.timestamp() + "." + told.body();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        platform.send(HttpRequest.newBuilder(platform.portal(path()))
                .header("Authorization", "Bearer " + platform.apiToken("admin"))
                .DELETE());
        server.stop(0);
    }
}
