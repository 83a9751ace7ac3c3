package dev.tidemark.definitions;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a team may ask of the stores. What is empty is not limited.
 *
 * @param questionsPerMinute on average; as many may come at once
 * @param bytesPerDay read by stores, from midnight to midnight UTC
 * @param costPerDay in the currency of the price book, from midnight to midnight UTC
 */
public record Quota(Optional<Integer> questionsPerMinute, Optional<Long> bytesPerDay, Optional<BigDecimal> costPerDay) {

    public static final Quota NONE = new Quota(Optional.empty(), Optional.empty(), Optional.empty());
}
