package dev.tidemark.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about one dataset's tide at one moment.
 *
 * @param completeThrough empty while nothing has been heard of the dataset
 * @param checkedAt when its store last answered, or was last asked in vain
 * @param trouble why the store could not say, if it could not; the other values are then the last known ones
 */
public record Freshness(
        Dataset dataset,
        Optional<Instant> completeThrough,
        Instant checkedAt,
        long rows,
        long bytes,
        OptionalLong snapshot,
        Optional<String> trouble) {

    /** So many times its promise behind, a dataset counts as broken rather than late. */
    public static final int BROKEN_AFTER_PROMISES = 4;

    public FreshnessState state(Instant now) {
        if (completeThrough.isEmpty()) {
            return trouble.isPresent() ? FreshnessState.BROKEN : FreshnessState.UNKNOWN;
        }
        Duration age = age(now).orElseThrow();
        if (age.compareTo(dataset.promise()) <= 0) {
            return FreshnessState.FRESH;
        }
        return age.compareTo(dataset.promise().multipliedBy(BROKEN_AFTER_PROMISES)) <= 0
                ? FreshnessState.LATE
                : FreshnessState.BROKEN;
    }

    /** How far behind {@code now} the dataset is; never negative; empty while nothing has been heard of it. */
    public Optional<Duration> age(Instant now) {
        return completeThrough.map(through -> through.isAfter(now) ? Duration.ZERO : Duration.between(through, now));
    }
}
