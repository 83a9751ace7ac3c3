package dev.tidemark.definitions;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the definitions are.
 *
 * @param repository a bare Git repository; created if missing
 * @param seed whether an empty repository is filled with the demo company
 * @param poll how often to look for new commits
 */
public record DefinitionsSettings(Path repository, boolean seed, Duration poll) {

    public DefinitionsSettings(Path repository, boolean seed) {
        this(repository, seed, Duration.ofSeconds(2));
    }
}
