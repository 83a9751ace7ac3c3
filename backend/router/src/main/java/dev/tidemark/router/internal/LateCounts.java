package dev.tidemark.router.internal;

import dev.tidemark.router.cache.BoundedCache;
import dev.tidemark.sql.MetricSql;
import dev.tidemark.stores.TableState;
import java.util.List;
import java.util.Optional;

/**
 * Late rows that were counted already. A count belongs to the table as its store states it, with the offsets up to which it has taken
 * in events; one that cannot be told from another is counted each time. Thread-safe.
 */
final class LateCounts {

    /** Of a count with its key, roughly. */
    private static final long BYTES = 2_048;

    private static final long MOST_BYTES = 4L << 20;

    private final BoundedCache<Key, Long> known = new BoundedCache<>(MOST_BYTES, count -> BYTES);

    /**
     * @param sql with the values of its parameters
     */
    private record Key(TableState table, List<MetricSql> sql) {}

    /** Empty when the state of a table cannot be told. */
    private static Optional<Key> key(PartPlan plan) {
        TableState state = plan.part().state();
        boolean told = state.snapshot().isPresent() || !state.offsets().isEmpty();
        return told && plan.uses().size() == 1 ? Optional.of(new Key(state, plan.sql())) : Optional.empty();
    }

    Optional<Long> of(PartPlan plan) {
        return key(plan).flatMap(known::find);
    }

    void keep(PartPlan plan, long count) {
        key(plan).ifPresent(key -> known.keep(key, count));
    }
}
