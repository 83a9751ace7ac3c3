package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.TableState;
import java.time.Instant;

/**
 * A binding's table as it is now, and the part of the time range that is asked of it.
 *
 * @param states of the tables joined to it
 */
record Part(Binding binding, Store store, States states, TableState state, TimeSpan span) {

    String label() {
        return store.name().word() + " " + binding.table();
    }

    Part over(TimeSpan other) {
        return new Part(binding, store, states, state, other);
    }

    /**
     * Where a real-time part may take over: there all events that were accepted before its tide are on this side. A rollup cannot be
     * cut inside a bucket.
     */
    Instant boundary() {
        return binding.rollup()
                .map(rollup -> RollupFit.floor(rollup, state.completeThrough()))
                .orElse(state.completeThrough());
    }

    /** The same, but complete only as far as another table that it needs. */
    Part completeOnlyThrough(TableState other) {
        boolean earlier = other.completeThrough().isBefore(state.completeThrough());
        boolean keptLess = other.keptFrom().isAfter(state.keptFrom());
        TableState both = new TableState(
                state.table(),
                state.snapshot(),
                state.offsets(),
                earlier ? other.completeThrough() : state.completeThrough(),
                keptLess ? other.keptFrom() : state.keptFrom(),
                state.rows(),
                state.bytes(),
                state.columns());
        return new Part(binding, store, states, both, span);
    }
}
