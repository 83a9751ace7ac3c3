package dev.tidemark.collector.internal.configuration;

import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.events.CollectionConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current configuration: asked from the portal every two seconds, kept on disk, and good without the portal for as long as it takes. */
public final class ConfigurationFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFeed.class);
    private static final long EVERY_SECONDS = 2;

    private final PortalClient portal;
    private final ConfigurationCopy copy;
    private final InstantSource clock;
    private final int largestBatch;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("configuration").daemon().factory());
    private volatile @Nullable Directory directory;
    private volatile @Nullable Instant confirmedAt;
    private volatile String trouble = "";

    public ConfigurationFeed(URI portal, Optional<Path> tokenFile, Path copy, InstantSource clock, int largestBatch) {
        this.portal = new PortalClient(portal, tokenFile);
        this.copy = new ConfigurationCopy(copy);
        this.clock = clock;
        this.largestBatch = largestBatch;
    }

    /** Takes the copy, if there is one, and begins to ask. */
    public void start() {
        copy.read().ifPresent(this::use);
        thread.scheduleWithFixedDelay(this::poll, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Absent until the portal has been reached once in this machine's life. */
    public Optional<Directory> directory() {
        return Optional.ofNullable(directory);
    }

    /** When the portal last confirmed the configuration; absent while we work from the copy of an earlier run. */
    public Optional<Instant> confirmedAt() {
        return Optional.ofNullable(confirmedAt);
    }

    /** Why the portal's word is not to be had at present; empty when it is. */
    public String trouble() {
        return trouble;
    }

    private void poll() {
        try {
            Optional<CollectionConfig> changed = portal.changed();
            changed.ifPresent(config -> {
                use(config);
                copy.write(config);
            });
            confirmedAt = clock.instant();
            note("");
        } catch (IOException e) {
            note(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The configuration could not be taken over", e);
            note(e.toString());
        }
    }

    private void use(CollectionConfig config) {
        Directory next = Directory.of(config, directory, largestBatch);
        directory = next;
        next.unusable()
                .forEach(part -> LOG.warn("Part of configuration {} cannot be used: {}", config.version(), part));
        LOG.info(
                "Configuration {}: {} sources, {} types in {} families",
                config.version(),
                config.sources().size(),
                config.types().size(),
                config.families().size());
    }

    private void note(String now) {
        if (now.isEmpty() != trouble.isEmpty()) {
            if (now.isEmpty()) {
                LOG.info("The portal answers");
            } else {
                LOG.warn(
                        "The portal does not answer: {}; {}",
                        now,
                        directory == null ? "there is no copy either" : "working from the copy");
            }
        }
        trouble = now;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        portal.close();
    }
}
