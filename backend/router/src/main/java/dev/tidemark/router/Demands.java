package dev.tidemark.router;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an answer must keep; null where the caller does not care.
 *
 * @param maxStaleness how old the newest covered instant may be
 * @param minCompleteness the least share of known rows that must be in the answer, from 0 to 1
 * @param budget the most it may cost
 * @param exactness {@code exact}, the only kind there is so far
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Demands(
        @Nullable Duration maxStaleness,
        @Nullable BigDecimal minCompleteness,
        @Nullable Money budget,
        @Nullable Exactness exactness) {

    public static final Demands NONE = new Demands(null, null, null, null);

    public Demands withMaxStaleness(Duration staleness) {
        return new Demands(staleness, minCompleteness, budget, exactness);
    }
}
