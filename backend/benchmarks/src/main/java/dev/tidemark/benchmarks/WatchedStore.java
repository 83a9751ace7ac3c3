package dev.tidemark.benchmarks;

import dev.tidemark.stores.ForwardingStore;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A real store in the role that a measurement gives it; remembers what it was asked and how long that took. */
final class WatchedStore extends ForwardingStore {

    /** @param nanos until the whole answer was there */
    record Asked(StoreQuery query, long nanos) {}

    private final StoreName role;
    private final Instant completeThrough;
    private final Instant keptFrom;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    WatchedStore(StoreName role, Store store, Instant completeThrough, Instant keptFrom) {
        super(store);
        this.role = role;
        this.completeThrough = completeThrough;
        this.keptFrom = keptFrom;
    }

    /** What it was asked since it was last looked at. */
    List<Asked> taken() {
        List<Asked> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    @Override
    public StoreName name() {
        return role;
    }

    @Override
    public TableState state(TableName table) {
        TableState state = super.state(table);
        return new TableState(
                table,
                state.snapshot(),
                offsets(),
                completeThrough,
                keptFrom,
                state.rows(),
                state.bytes(),
                state.columns());
    }

    /** The real-time store looks at its table twice a second, and finds that events have come meanwhile. */
    private Map<String, Long> offsets() {
        return role.equals(StoreName.REALTIME)
                ? Map.of(
                        "events.orders-0",
                        System.nanoTime() / Duration.ofMillis(500).toNanos())
                : Map.of();
    }

    @Override
    public StoreAnswer query(StoreQuery query) {
        long began = System.nanoTime();
        StoreAnswer answer = super.query(query);
        asked.add(new Asked(query, System.nanoTime() - began));
        return answer;
    }
}
