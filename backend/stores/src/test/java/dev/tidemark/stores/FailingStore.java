package dev.tidemark.stores;

import dev.tidemark.problems.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A store that refuses in the middle of a stream. */
public final class FailingStore extends ForwardingStore {

    private final Store store;
    private final LongSupplier after;
    private final ProblemException refusal;

    /** @param after how many rows come before it refuses, asked at each of them */
    public FailingStore(Store store, LongSupplier after, ProblemException refusal) {
        super(store);
        this.store = store;
        this.after = after;
        this.refusal = refusal;
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public StoreAnswer stream(StoreQuery query, RowSink sink) {
        AtomicLong rows = new AtomicLong();
        return store.stream(query, row -> {
            if (rows.incrementAndGet() > after.getAsLong()) {
                throw refusal;
            }
            sink.take(row);
        });
    }
}
