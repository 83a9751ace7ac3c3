package dev.tidemark.quality;

import java.time.Instant;
import java.util.Optional;

/** How a dataset stood at a moment in the past. */
public record TideSample(
        DatasetName dataset, Instant sampledAt, Optional<Instant> completeThrough, FreshnessState state, long rows) {}
