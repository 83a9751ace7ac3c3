package dev.tidemark.router.rollup;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a rollup's truth.
 *
 * @param compared how often it was compared with the rows it sums up
 * @param agreed how often it said the same
 * @param quarantinedAt since when no question is answered from it
 * @param incident what differed
 */
public record RollupStanding(
        long compared,
        long agreed,
        Optional<Instant> lastCompared,
        Optional<Instant> quarantinedAt,
        Optional<String> incident) {

    public static final RollupStanding NEVER_COMPARED =
            new RollupStanding(0, 0, Optional.empty(), Optional.empty(), Optional.empty());

    public boolean quarantined() {
        return quarantinedAt.isPresent();
    }

    RollupStanding agreedAt(Instant at) {
        return new RollupStanding(compared + 1, agreed + 1, Optional.of(at), quarantinedAt, incident);
    }

    RollupStanding disagreedAt(Instant at, String detail) {
        return new RollupStanding(
                compared + 1,
                agreed,
                Optional.of(at),
                quarantinedAt.or(() -> Optional.of(at)),
                incident.or(() -> Optional.of(detail)));
    }

    RollupStanding released() {
        return new RollupStanding(compared, agreed, lastCompared, Optional.empty(), Optional.empty());
    }
}
