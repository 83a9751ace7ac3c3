package dev.tidemark.collector.internal.configuration;

import dev.tidemark.events.CollectionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good configuration on disk. Replaced as a whole, so that a crash leaves the old one or the new one. */
final class ConfigurationCopy {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationCopy.class);

    private final Path file;

    ConfigurationCopy(Path file) {
        this.file = file;
    }

    Optional<CollectionConfig> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(CollectionConfig.parse(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The copy of the configuration in {} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    void write(CollectionConfig config) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, config.toJson());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn(
                    "The configuration cannot be copied to {}; a start without the portal would have none: {}",
                    file,
                    e.toString());
        }
    }
}
