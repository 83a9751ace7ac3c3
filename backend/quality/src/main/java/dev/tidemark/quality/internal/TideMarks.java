package dev.tidemark.quality.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When one dataset was first seen complete through what. Remembers some hours. Thread-safe. */
final class TideMarks {

    private static final Duration REMEMBERED = Duration.ofHours(6);

    private record Mark(Instant seen, Instant through) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    synchronized void add(Instant seen, Instant through) {
        Mark last = marks.peekLast();
        if (last != null && !through.isAfter(last.through())) {
            return;
        }
        marks.addLast(new Mark(seen, through));
        while (marks.size() > 1 && marks.getFirst().seen().isBefore(seen.minus(REMEMBERED))) {
            marks.removeFirst();
        }
    }

    /** The first look that found the dataset complete through this instant; it may have been so before. */
    synchronized Optional<Instant> firstThrough(Instant instant) {
        return marks.stream()
                .filter(mark -> !mark.through().isBefore(instant))
                .map(Mark::seen)
                .findFirst();
    }
}
