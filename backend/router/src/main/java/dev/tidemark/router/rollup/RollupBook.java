package dev.tidemark.router.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rollups were compared, and which are in quarantine: one that once disagreed answers nothing until somebody has looked
 * and lets it out. What holds is in the memory, which several portals share; questions are planned with a copy of it, of a known age. Thread-safe.
 */
public final class RollupBook {

    /** How long after its quarantine, whichever portal says so, questions may still be planned with a rollup. */
    public static final Duration BOUND = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(RollupBook.class);

    /** Where standings outlive the process. Each change is one step, whoever else changes the same standing. */
    public interface Memory {

        Map<RollupName, RollupStanding> load();

        void agreed(RollupName rollup, Instant at);

        /**
         * Puts it into quarantine, and notes that somebody has to look, unless it is there already.
         *
         * @return whether it was not
         */
        boolean disagreed(RollupName rollup, Instant at, String detail);

        /**
         * @return whether it was in quarantine
         */
        boolean release(RollupName rollup);
    }

    private record Disagreement(Instant at, String detail) {}

    private final Memory memory;
    private final StandingsCopy copy;
    private final Map<RollupName, Disagreement> unwritten = new ConcurrentHashMap<>();

    public RollupBook(Memory memory) {
        this(memory, System::nanoTime);
    }

    RollupBook(Memory memory, LongSupplier nanos) {
        this.memory = memory;
        this.copy = new StandingsCopy(this::look, BOUND, nanos);
    }

    /** As it was at most {@link #BOUND} ago; empty when that cannot be said, and then the rollup must not be used. */
    public Optional<RollupStanding> of(RollupName rollup) {
        return copy.get().map(standings -> {
            RollupStanding standing = standings.getOrDefault(rollup, RollupStanding.NEVER_COMPARED);
            Disagreement mine = unwritten.get(rollup);
            return mine == null ? standing : standing.disagreedAt(mine.at(), mine.detail());
        });
    }

    /** As all portals have written them until now. */
    public Map<RollupName, RollupStanding> standings() {
        return memory.load();
    }

    public void agreed(RollupName rollup, Instant at) {
        memory.agreed(rollup, at);
    }

    /** From now on no question is answered from it: here at once, also when it cannot be written down, elsewhere within {@link #BOUND}. */
    public void disagreed(RollupName rollup, Instant at, String detail) {
        unwritten.putIfAbsent(rollup, new Disagreement(at, detail));
        write();
    }

    /** Lets it answer again; it will be compared again. */
    public void release(RollupName rollup) {
        if (memory.release(rollup)) {
            LOG.info("The rollup {} is out of quarantine", rollup);
        }
        copy.outdated();
    }

    private Map<RollupName, RollupStanding> look() {
        write();
        return memory.load();
    }

    /** What cannot be written is tried again before the next look. */
    private synchronized void write() {
        unwritten.forEach((rollup, found) -> {
            try {
                if (memory.disagreed(rollup, found.at(), found.detail())) {
                    LOG.warn("The rollup {} is in quarantine: {}", rollup, found.detail());
                }
                copy.outdated();
                unwritten.remove(rollup);
            } catch (RuntimeException e) {
                LOG.warn("That the rollup {} is in quarantine is known here only: {}", rollup, e.toString());
            }
        });
    }
}
