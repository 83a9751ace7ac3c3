package dev.tidemark.collector.internal.configuration;

import dev.tidemark.events.CollectionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks the portal for the configuration. */
final class PortalClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI address;
    private final Optional<Path> tokenFile;
    private String etag = "";

    PortalClient(URI portal, Optional<Path> tokenFile) {
        this.address = portal.resolve("/internal/v1/collection");
        this.tokenFile = tokenFile;
    }

    /**
     * The configuration, or nothing when it has not changed since the last call.
     *
     * @throws IOException when the portal is away or answers something else
     */
    Optional<CollectionConfig> changed() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5));
        if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        if (tokenFile.isPresent()) {
            request.header(
                    "Authorization",
                    "Bearer " + Files.readString(tokenFile.get()).strip());
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(accept(response));
            case 304 -> Optional.empty();
            default -> throw new IOException("it answered " + response.statusCode());
        };
    }

    private CollectionConfig accept(HttpResponse<byte[]> response) throws IOException {
        try {
            CollectionConfig config = CollectionConfig.parse(response.body());
            etag = response.headers().firstValue("ETag").orElse("");
            return config;
        } catch (UncheckedIOException e) {
            throw new IOException("its configuration cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
