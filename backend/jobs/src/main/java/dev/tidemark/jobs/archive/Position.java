package dev.tidemark.jobs.archive;

/**
 * How far a partition has been read.
 *
 * @param nextOffset the first offset not read
 * @param appendedAt append time of the last record read, event or heartbeat, in epoch milliseconds
 */
record Position(long nextOffset, long appendedAt) {

    static Position after(long offset, long appendedAt) {
        return new Position(offset + 1, appendedAt);
    }

    Position furthest(Position other) {
        return other.nextOffset > nextOffset ? other : this;
    }
}
