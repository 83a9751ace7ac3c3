package dev.tidemark.lake.maintenance;

import java.time.Duration;

/**
 * Which snapshots are kept: every one for a while, then the last of each hour, then the last of each day (UTC).
 *
 * @param all how long every snapshot is kept; at least {@link #LEAST}, so that no query, transform or open page loses the one it reads
 * @param last how many of the newest are kept however old they are
 * @param hourly how long the last of each hour is kept
 * @param daily how long the last of each day is kept
 */
public record SnapshotKeeping(Duration all, int last, Duration hourly, Duration daily) {

    /** What every reader may count on: a snapshot it pinned is there for an hour. */
    public static final Duration LEAST = Duration.ofHours(1);

    public SnapshotKeeping {
        if (all.compareTo(LEAST) < 0 || last < 1) {
            throw new IllegalArgumentException("Every snapshot is kept for at least " + LEAST
                    + " and at least the last one for good, not " + all + " and " + last);
        }
    }
}
