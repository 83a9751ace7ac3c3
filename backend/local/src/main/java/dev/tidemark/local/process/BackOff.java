package dev.tidemark.local.process;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a crashed process is started again: 1, 2, 4, 8, 16, then 30 seconds, and after eight crashes
 * without a minute of health in between, no more. Immutable.
 */
public record BackOff(int crashes) {

    static final int MOST_CRASHES = 8;
    static final Duration LONGEST = Duration.ofSeconds(30);
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    public static final BackOff NONE = new BackOff(0);

    /** After one more crash of a process that had been healthy for so long. */
    public BackOff crashed(Duration healthyFor) {
        return new BackOff(healthyFor.compareTo(FORGIVEN_AFTER) >= 0 ? 1 : crashes + 1);
    }

    /** The pause before the next start; empty when it is time to give up. */
    public Optional<Duration> pause() {
        if (crashes == 0) {
            return Optional.of(Duration.ZERO);
        }
        if (crashes >= MOST_CRASHES) {
            return Optional.empty();
        }
        Duration doubled = Duration.ofSeconds(1L << (crashes - 1));
        return Optional.of(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }
}
