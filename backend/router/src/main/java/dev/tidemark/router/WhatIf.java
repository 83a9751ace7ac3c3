package dev.tidemark.router;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is supposed to be otherwise when a question is decided about once more. Nothing is changed by it.
 *
 * @param rollup a table of sums that is supposed to be there; null for none
 * @param maxStaleness demanded instead of what the question demands; null leaves that as it is
 * @param away stores that are supposed not to answer
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WhatIf(@Nullable RollupIdea rollup, @Nullable Duration maxStaleness, List<String> away) {

    @SuppressWarnings("ConstantValue") // JSON leaves members out
    public WhatIf {
        away = away == null ? List.of() : List.copyOf(away);
    }

    /**
     * A rollup with the sums that the question needs.
     *
     * @param store that would hold it; {@code warehouse} when null
     * @param grain of its buckets; what the question asks for when null, and a day at least
     * @param timeZone of its buckets; that of the question when null
     * @param dimensions of each model that it would be apart by; those that the question names when null
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RollupIdea(
            @Nullable String store,
            @Nullable String grain,
            @Nullable String timeZone,
            @Nullable List<String> dimensions) {}
}
