package dev.tidemark.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A running installation, as its {@code ports.json} and {@code demo-credentials.json} describe it.
 *
 * @param writeKey of a source that may send more than this machine can take
 * @param limitedKey of a source that may send 2,000 events a second
 */
record Installation(
        Path home, URI portal, URI collector, String kafka, String writeKey, String limitedKey, String apiToken) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IOException when there is none, or it does not run the demo company */
    static Installation at(Path home) throws IOException {
        JsonNode ports = read(home.resolve("ports.json"));
        JsonNode credentials = read(home.resolve("demo-credentials.json"));
        return new Installation(
                home,
                URI.create("http://127.0.0.1:" + ports.path("portal").asInt(8080)),
                URI.create("http://127.0.0.1:" + ports.path("collector").asInt(8081)),
                "127.0.0.1:" + ports.path("kafka").asInt(19092),
                credentials.path("write_keys").path("web-shop").asText(),
                credentials.path("write_keys").path("partner-feed").asText(),
                credentials.path("api_tokens").path("admin").asText());
    }

    /** @throws IOException when no such process runs now */
    long pid(String process) throws IOException {
        for (JsonNode one : read(home.resolve("run/status.json"))) {
            if (one.path("name").asText().equals(process) && one.hasNonNull("pid")) {
                return one.path("pid").asLong();
            }
        }
        throw new IOException("There is no process " + process + " in " + home);
    }

    private static JsonNode read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("There is no " + file + ". Start the platform with ./tidemark up first.");
        }
        return JSON.readTree(file.toFile());
    }
}
