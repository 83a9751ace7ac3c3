package dev.tidemark.quality;

import java.time.Duration;

/**
 * A dataset whose tide is watched.
 *
 * @param owner the team that answers for it
 * @param promise how far behind now its complete-through may be
 */
public record Dataset(DatasetName name, String workspace, String owner, Duration promise) {

    /** What a real-time table promises unless its definition says otherwise. */
    public static final Duration REALTIME_PROMISE = Duration.ofSeconds(15);

    /** What a raw archive table promises unless its definition says otherwise. */
    public static final Duration ARCHIVE_PROMISE = Duration.ofSeconds(60);

    /** What a modeled table promises unless its definition says otherwise. */
    public static final Duration MODEL_PROMISE = Duration.ofHours(2);

    /** The dataset with the promise that tables of its kind make. */
    public static Dataset of(DatasetName name, String workspace, String owner) {
        Duration promise = name.store().equals("realtime")
                ? REALTIME_PROMISE
                : name.table().startsWith("raw.") ? ARCHIVE_PROMISE : MODEL_PROMISE;
        return new Dataset(name, workspace, owner, promise);
    }
}
