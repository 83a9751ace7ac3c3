package dev.tidemark.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a measure sums up rows. */
public enum Aggregation {
    SUM,
    COUNT,
    COUNT_DISTINCT,
    MIN,
    MAX,
    AVERAGE,
    MEDIAN,
    PERCENTILE,
    SUM_BOOLEAN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Aggregation> parse(String word) {
        return Arrays.stream(values())
                .filter(aggregation -> aggregation.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
