package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How much of what is known to exist is in the answer.
 *
 * @param ratio rows in the answer ÷ (rows in the answer + late rows pending), four digits, rounded down; zero when unknown
 * @param basis what it rests on: {@code heartbeats}, {@code heartbeats without late rows} when they could not be counted, or
 *     {@code unknown} when nobody vouches for a table that was read
 * @param lateRowsPending rows that belong to the range and arrived after the batch snapshot; null when nobody could count them
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Completeness(
        BigDecimal ratio, String basis, @Nullable Long lateRowsPending) {

    /** Nothing is claimed. */
    public static final Completeness UNKNOWN = new Completeness(BigDecimal.ZERO.setScale(4), "unknown", null);
}
