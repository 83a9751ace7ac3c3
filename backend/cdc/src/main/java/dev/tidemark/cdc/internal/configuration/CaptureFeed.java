package dev.tidemark.cdc.internal.configuration;

import dev.tidemark.events.CaptureConfig;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the portal every two seconds what is captured. It holds passwords, so nothing of it is written to disk: a process that starts while
 * the portal is away waits for it, and one that runs goes on with what it knows.
 */
public final class CaptureFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureFeed.class);
    private static final long EVERY_SECONDS = 2;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI address;
    private final Optional<Path> tokenFile;
    private final Consumer<CaptureConfig> to;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("configuration").daemon().factory());
    private String etag = "";
    private volatile String trouble = "it has not been asked yet";

    /**
     * @param to told of every configuration that differs from the last, on this feed's thread
     */
    public CaptureFeed(URI portal, Optional<Path> tokenFile, Consumer<CaptureConfig> to) {
        this.address = portal.resolve("/internal/v1/captures");
        this.tokenFile = tokenFile;
        this.to = to;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::poll, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Why the portal's word is not to be had at present; empty when it is. */
    public String trouble() {
        return trouble;
    }

    private void poll() {
        try {
            ask();
            note("");
        } catch (IOException | UncheckedIOException e) {
            note(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The configuration could not be taken over", e);
            note(e.toString());
        }
    }

    private void ask() throws IOException, InterruptedException {
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
        switch (response.statusCode()) {
            case 200 -> {
                CaptureConfig config = CaptureConfig.parse(response.body());
                LOG.info(
                        "Configuration {}: {} databases",
                        config.version(),
                        config.databases().size());
                to.accept(config);
                etag = response.headers().firstValue("ETag").orElse("");
            }
            case 304 -> {}
            default -> throw new IOException("it answered " + response.statusCode());
        }
    }

    private void note(String now) {
        if (now.isEmpty() != trouble.isEmpty()) {
            if (now.isEmpty()) {
                LOG.info("The portal answers");
            } else {
                LOG.warn("The portal does not answer: {}; what is known goes on", now);
            }
        }
        trouble = now;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        http.shutdownNow();
    }
}
