package dev.tidemark.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running platform: the one in {@code TIDEMARK_E2E_HOME}, or one of its own that {@code ./tidemark up} starts on free
 * ports and that goes down with this JVM.
 */
final class Platform {

    private static final Duration START = Duration.ofMinutes(8);

    static final JsonMapper JSON = JsonMapper.shared();

    private static volatile boolean started;

    private static final class Holder {
        static final Platform RUNNING = start();
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path home;
    private final JsonNode ports;

    private Platform(Path home) {
        this.home = home;
        this.ports = read(home.resolve("ports.json"));
    }

    static Platform running() {
        return Holder.RUNNING;
    }

    /** Takes it down and keeps its logs only; all of one that did not start, or does not stop. */
    private static void end(Path home) {
        boolean down = tidemark(home, Duration.ofMinutes(2), "down").exit() == 0;
        try {
            if (down && started) {
                Path logs = Path.of("target", "platform-log");
                delete(logs);
                copy(home.resolve("log"), logs);
                delete(home);
            } else {
                System.err.println("Kept: " + home);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + home + " (" + e + ")");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Platform start() {
        String given = System.getenv("TIDEMARK_E2E_HOME");
        if (given != null && !given.isBlank()) {
            return new Platform(Path.of(given));
        }
        try {
            Path home = Files.createTempDirectory("tidemark-e2e-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(home)));
            Result up = tidemark(home, START, "up", "--free-ports");
            if (up.exit() != 0) {
                throw new IllegalStateException("./tidemark up failed:\n" + up.output());
            }
            started = true;
            return new Platform(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Result(int exit, String output) {}

    /** Runs {@code ./tidemark} with this platform's home. */
    Result tidemark(String... arguments) {
        return tidemark(home, Duration.ofMinutes(5), arguments);
    }

    private static Result tidemark(Path home, Duration patience, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(root().resolve("tidemark").toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("tidemark-", ".out");
            try {
                return run(home, patience, output, command);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Result run(Path home, Duration patience, Path output, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TIDEMARK_HOME", home.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        return new Result(ended ? process.exitValue() : -1, Files.readString(output));
    }

    static Path root() {
        return Path.of(System.getProperty("tidemark.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    Path home() {
        return home;
    }

    int port(String process) {
        return ports.get(process).asInt();
    }

    URI portal(String path) {
        return URI.create("http://localhost:" + port("portal") + path);
    }

    String writeKey(String source) {
        return read(home.resolve("demo-credentials.json"))
                .get("write_keys")
                .get(source)
                .asString();
    }

    String apiToken(String user) {
        return read(home.resolve("demo-credentials.json"))
                .get("api_tokens")
                .get(user)
                .asString();
    }

    /** Where the demo shop's own database is and who runs it: {@code url}, {@code user}, {@code password}. */
    Map<String, String> shopDatabase() {
        Map<String, String> found = new HashMap<>();
        read(home.resolve("demo-credentials.json"))
                .get("shop_database")
                .properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asString()));
        return found;
    }

    /** Asks for metrics as the analyst. */
    JsonNode query(Map<String, Object> question) {
        Reply reply = ask(question);
        if (reply.status() != 200) {
            throw new AssertionError("query answered " + reply.status() + ": " + reply.body());
        }
        return reply.json();
    }

    Reply ask(Map<String, Object> question) {
        return send(HttpRequest.newBuilder(portal("/api/v1/query"))
                .header("Authorization", "Bearer " + apiToken("analyst"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(question))));
    }

    Reply collect(String path, Optional<String> key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port("collector") + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return send(request);
    }

    Reply get(String path, String user) {
        return send(HttpRequest.newBuilder(portal(path)).header("Authorization", "Bearer " + apiToken(user)));
    }

    Reply post(String path, String user, Map<String, Object> document) {
        return send(HttpRequest.newBuilder(portal(path))
                .header("Authorization", "Bearer " + apiToken(user))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(document))));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Reply(int status, String body, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private static JsonNode read(Path file) {
        return JSON.readTree(file.toFile());
    }
}
