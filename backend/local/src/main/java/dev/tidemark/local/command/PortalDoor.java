package dev.tidemark.local.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tidemark.local.home.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The REST door of the portal that runs in a home. */
final class PortalDoor {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Home home;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param token an API token; empty for that of the demo company's administrator
     */
    PortalDoor(Home home, Optional<String> token) {
        this.home = home;
        this.token = token;
    }

    /**
     * What the portal said.
     *
     * @param body as it is
     */
    record Reply(int status, String body) {

        boolean ok() {
            return status < 300;
        }

        Map<String, Object> json() throws IOException {
            return JSON.std.mapFrom(body);
        }

        /** Says what went wrong and what to do, each fault on a line of its own. */
        void explain(PrintStream out) throws IOException {
            if (!body.startsWith("{")) {
                out.println(body);
                return;
            }
            Map<String, Object> problem = json();
            out.println(problem.getOrDefault("title", "The portal answered " + status));
            if (problem.get("errors") instanceof List<?> errors && !errors.isEmpty()) {
                for (Object error : errors) {
                    if (error instanceof Map<?, ?> fault) {
                        out.println("  " + fault.get("pointer") + "  " + fault.get("detail"));
                    }
                }
            } else {
                out.println("  " + problem.getOrDefault("detail", ""));
            }
            if (problem.get("remedy") != null) {
                out.println("  → " + problem.get("remedy"));
            }
        }
    }

    Reply send(String method, String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (ConnectException e) {
            throw new IOException("no portal answers at port " + port() + "; ./tidemark status shows what runs", e);
        }
    }

    private int port() throws IOException {
        return number(JSON.std.mapFrom(Files.readString(existing("ports.json"))).get("portal"));
    }

    private String token() throws IOException {
        if (token.isPresent()) {
            return token.get();
        }
        Map<String, Object> credentials = JSON.std.mapFrom(Files.readString(existing("demo-credentials.json")));
        return credentials.get("api_tokens") instanceof Map<?, ?> tokens ? String.valueOf(tokens.get("admin")) : "";
    }

    private Path existing(String file) {
        Path path = home.root().resolve(file);
        if (!Files.isReadable(path)) {
            throw new UsageException(
                    "there is no " + path + "; start the platform with ./tidemark up, or name its home with --home");
        }
        return path;
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
