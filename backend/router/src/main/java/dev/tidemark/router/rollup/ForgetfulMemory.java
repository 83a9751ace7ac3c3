package dev.tidemark.router.rollup;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Forgets everything with the process. */
public final class ForgetfulMemory implements RollupBook.Memory {

    private final Map<RollupName, RollupStanding> standings = new ConcurrentHashMap<>();

    @Override
    public Map<RollupName, RollupStanding> load() {
        return Map.copyOf(standings);
    }

    @Override
    public void agreed(RollupName rollup, Instant at) {
        standings.compute(rollup, (name, known) -> orNew(known).agreedAt(at));
    }

    @Override
    public boolean disagreed(RollupName rollup, Instant at, String detail) {
        boolean[] news = {false};
        standings.compute(rollup, (name, known) -> {
            news[0] = !orNew(known).quarantined();
            return orNew(known).disagreedAt(at, detail);
        });
        return news[0];
    }

    @Override
    public boolean release(RollupName rollup) {
        boolean[] news = {false};
        standings.computeIfPresent(rollup, (name, known) -> {
            news[0] = known.quarantined();
            return known.released();
        });
        return news[0];
    }

    private static RollupStanding orNew(@Nullable RollupStanding known) {
        return Optional.ofNullable(known).orElse(RollupStanding.NEVER_COMPARED);
    }
}
