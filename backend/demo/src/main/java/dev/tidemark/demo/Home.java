package dev.tidemark.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The directory of an installation, as far as the demo uses it. */
public final class Home {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final Map<String, String> environment;

    public Home(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = Map.copyOf(environment);
    }

    /** What the environment says, or {@code .tidemark} in the working directory. */
    public static Home ofEnvironment() {
        Map<String, String> environment = System.getenv();
        return new Home(Path.of(environment.getOrDefault("TIDEMARK_HOME", ".tidemark")), environment);
    }

    /** Where events go. */
    public URI collector() throws IOException {
        String address = environment.get("TIDEMARK_COLLECTOR_URL");
        if (address != null && !address.isBlank()) {
            return URI.create(address);
        }
        Path ports = path.resolve("ports.json");
        int port = Files.exists(ports)
                ? JSON.readTree(ports.toFile()).path("collector").asInt(8081)
                : 8081;
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How the shop reaches its own database: {@code url}, {@code user} and {@code password}; empty when it has none. */
    public Map<String, String> shopDatabase() throws IOException {
        return credentials("shop_database");
    }

    /** The write key of each demo source; empty until the portal has made them. */
    public Map<String, String> writeKeys() throws IOException {
        return credentials("write_keys");
    }

    private Map<String, String> credentials(String kind) throws IOException {
        Path credentials = path.resolve("demo-credentials.json");
        Map<String, String> found = new LinkedHashMap<>();
        if (Files.exists(credentials)) {
            JsonNode all = JSON.readTree(credentials.toFile()).path(kind);
            all.properties()
                    .forEach(one -> found.put(one.getKey(), one.getValue().asText()));
        }
        return found;
    }

    /** A small file of the demo's own; empty if there is none. */
    public Optional<String> read(String name) throws IOException {
        Path file = own(name);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Replaces a small file of the demo's own in one step. */
    public void write(String name, String text) throws IOException {
        Path file = own(name);
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(name + ".next");
        Files.writeString(next, text + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path own(String name) {
        return path.resolve("data").resolve("demo").resolve(name);
    }
}
