package dev.tidemark.frontend.proposals;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A metric over the last days as it is defined now and as it would be, both from the same rows.
 *
 * @param before empty when there is no value, or no such metric
 * @param after the same
 * @param problem why one of the two cannot be said
 */
public record NumberChange(
        String workspace,
        String metric,
        Optional<String> unit,
        Optional<BigDecimal> before,
        Optional<BigDecimal> after,
        Optional<String> problem) {}
