package dev.tidemark.cdc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set from outside, with the environment variable that sets it.
 *
 * @param bind TIDEMARK_CDC_BIND, the address to listen at for health and metrics
 * @param port TIDEMARK_CDC_PORT, 0 for any free one
 * @param kafka TIDEMARK_KAFKA, bootstrap servers
 * @param progressTopic TIDEMARK_CDC_PROGRESS_TOPIC, where the progress of every capture is kept
 * @param portal TIDEMARK_PORTAL_URL
 * @param tokenFile TIDEMARK_INTERNAL_TOKEN_FILE, proves to the portal that we are we
 */
public record CdcSettings(
        String bind, int port, String kafka, String progressTopic, URI portal, Optional<Path> tokenFile) {

    public static CdcSettings of(Map<String, String> environment) {
        return new CdcSettings(
                environment.getOrDefault("TIDEMARK_CDC_BIND", "127.0.0.1"),
                Integer.parseInt(environment.getOrDefault("TIDEMARK_CDC_PORT", "8082")),
                environment.getOrDefault("TIDEMARK_KAFKA", "127.0.0.1:19092"),
                environment.getOrDefault("TIDEMARK_CDC_PROGRESS_TOPIC", "tidemark.cdc.progress"),
                URI.create(environment.getOrDefault("TIDEMARK_PORTAL_URL", "http://127.0.0.1:8080")),
                Optional.ofNullable(environment.get("TIDEMARK_INTERNAL_TOKEN_FILE"))
                        .map(Path::of));
    }
}
