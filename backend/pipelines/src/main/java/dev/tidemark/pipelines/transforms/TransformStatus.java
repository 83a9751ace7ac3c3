package dev.tidemark.pipelines.transforms;

import dev.tidemark.definitions.TransformDefinition;
import java.time.Instant;
import java.util.Optional;

/**
 * A transform, and how it stands.
 *
 * @param last its newest run
 * @param next when it runs next by itself
 */
public record TransformStatus(
        String workspace, TransformDefinition definition, Optional<TransformRun> last, Instant next) {}
