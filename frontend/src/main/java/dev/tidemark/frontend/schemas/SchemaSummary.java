package dev.tidemark.frontend.schemas;

import java.util.Optional;

/**
 * One type of event.
 *
 * @param latest the number of the newest version; empty before the first is registered
 * @param level its compatibility level, for example {@code BACKWARD}
 */
public record SchemaSummary(
        String workspace,
        String family,
        String eventType,
        String owner,
        String description,
        Optional<Integer> latest,
        String level,
        int fields) {}
