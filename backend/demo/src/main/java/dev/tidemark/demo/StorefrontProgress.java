package dev.tidemark.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What of the storefront's traffic has been sent.
 *
 * @param loadedFrom where the past that was loaded at the first start begins
 * @param loadedUntil where it ends
 * @param until up to when everything is sent
 */
record StorefrontProgress(Instant loadedFrom, Instant loadedUntil, Instant until) {

    private static final String FILE = "storefront.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<StorefrontProgress> read(Home home) throws IOException {
        Optional<String> text = home.read(FILE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(text.get());
        return Optional.of(new StorefrontProgress(
                Instant.parse(json.required("loaded_from").asText()),
                Instant.parse(json.required("loaded_until").asText()),
                Instant.parse(json.required("until").asText())));
    }

    void write(Home home) throws IOException {
        home.write(
                FILE,
                JSON.writeValueAsString(Map.of(
                        "loaded_from", loadedFrom.toString(),
                        "loaded_until", loadedUntil.toString(),
                        "until", until.toString())));
    }

    StorefrontProgress withUntil(Instant later) {
        return new StorefrontProgress(loadedFrom, loadedUntil, later);
    }
}
