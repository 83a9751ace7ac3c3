package dev.tidemark.router;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A half-open span of instants.
 *
 * @param start inclusive; null for everything from the beginning
 * @param end exclusive; null for everything to come
 */
public record TimeSpan(@Nullable Instant start, @Nullable Instant end) {

    public static final TimeSpan ALL = new TimeSpan(null, null);

    public boolean isEmpty() {
        return start != null && end != null && !start.isBefore(end);
    }

    /** The part before an instant. */
    public TimeSpan before(Instant instant) {
        return new TimeSpan(start, end == null || instant.isBefore(end) ? instant : end);
    }

    /** The part from an instant on. */
    public TimeSpan from(Instant instant) {
        return new TimeSpan(start == null || instant.isAfter(start) ? instant : start, end);
    }

    public boolean startsBefore(Instant instant) {
        return start == null || start.isBefore(instant);
    }

    public boolean endsAfter(Instant instant) {
        return end == null || end.isAfter(instant);
    }
}
