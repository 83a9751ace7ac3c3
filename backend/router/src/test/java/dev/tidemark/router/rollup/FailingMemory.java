package dev.tidemark.router.rollup;

import java.time.Instant;
import java.util.Map;

/** A memory that can be out of reach. */
public final class FailingMemory implements RollupBook.Memory {

    private final RollupBook.Memory memory;
    private volatile boolean readable = true;
    private volatile boolean writable = true;

    public FailingMemory(RollupBook.Memory memory) {
        this.memory = memory;
    }

    public void readable(boolean now) {
        readable = now;
    }

    void writable(boolean now) {
        writable = now;
    }

    @Override
    public Map<RollupName, RollupStanding> load() {
        require(readable);
        return memory.load();
    }

    @Override
    public void agreed(RollupName rollup, Instant at) {
        require(writable);
        memory.agreed(rollup, at);
    }

    @Override
    public boolean disagreed(RollupName rollup, Instant at, String detail) {
        require(writable);
        return memory.disagreed(rollup, at, detail);
    }

    @Override
    public boolean release(RollupName rollup) {
        require(writable);
        return memory.release(rollup);
    }

    private static void require(boolean reachable) {
        if (!reachable) {
            throw new IllegalStateException("The memory is out of reach");
        }
    }
}
