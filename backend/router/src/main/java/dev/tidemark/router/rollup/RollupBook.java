package dev.tidemark.router.rollup;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rollups were compared, and which are in quarantine: one that once disagreed answers nothing until somebody has looked
 * and lets it out. Thread-safe.
 */
public final class RollupBook {

    private static final Logger LOG = LoggerFactory.getLogger(RollupBook.class);

    /** Where standings outlive the process. */
    public interface Memory {

        Map<RollupName, RollupStanding> load();

        void keep(RollupName rollup, RollupStanding standing);

        /** Notes that something is wrong which somebody has to look at. */
        void incident(RollupName rollup, Instant at, String detail);
    }

    /** Forgets everything with the process. */
    public static final Memory FORGETFUL = new Memory() {
        @Override
        public Map<RollupName, RollupStanding> load() {
            return Map.of();
        }

        @Override
        public void keep(RollupName rollup, RollupStanding standing) {}

        @Override
        public void incident(RollupName rollup, Instant at, String detail) {}
    };

    private final Memory memory;
    private final Map<RollupName, RollupStanding> standings;

    public RollupBook(Memory memory) {
        this.memory = memory;
        this.standings = new ConcurrentHashMap<>(memory.load());
    }

    public RollupStanding of(RollupName rollup) {
        return standings.getOrDefault(rollup, RollupStanding.NEVER_COMPARED);
    }

    public synchronized void agreed(RollupName rollup, Instant at) {
        put(rollup, of(rollup).agreedAt(at));
    }

    /** From now on no question is answered from it. */
    public synchronized void disagreed(RollupName rollup, Instant at, String detail) {
        boolean news = !of(rollup).quarantined();
        put(rollup, of(rollup).disagreedAt(at, detail));
        if (news) {
            LOG.warn("The rollup {} is in quarantine: {}", rollup, detail);
            memory.incident(rollup, at, detail);
        }
    }

    /** Lets it answer again; it will be compared again. */
    public synchronized void release(RollupName rollup) {
        put(rollup, of(rollup).released());
        LOG.info("The rollup {} is out of quarantine", rollup);
    }

    private void put(RollupName rollup, RollupStanding standing) {
        standings.put(rollup, standing);
        memory.keep(rollup, standing);
    }
}
