package dev.tidemark.router.internal;

import dev.tidemark.stores.RowSink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows from a store's thread to a reader's. The store waits when the reader is slow. The reader sees an end also when the store
 * failed: whether it did is to be asked of the store.
 */
final class RowPipe implements RowSink, Iterator<List<@Nullable Object>>, AutoCloseable {

    private static final int BATCH = 1_000;
    private static final int BATCHES_AHEAD = 4;
    private static final List<List<@Nullable Object>> END = List.of();

    private final BlockingQueue<List<List<@Nullable Object>>> ready = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private List<List<@Nullable Object>> filling = new ArrayList<>(BATCH);
    private Iterator<List<@Nullable Object>> reading = END.iterator();
    private volatile boolean closed;
    private boolean ended;

    @Override
    public void take(List<@Nullable Object> row) {
        filling.add(row);
        if (filling.size() == BATCH) {
            put(filling);
            filling = new ArrayList<>(BATCH);
        }
    }

    /** That was the last row. */
    void end() {
        if (!filling.isEmpty()) {
            put(filling);
        }
        put(END);
    }

    /** No more rows come, and those that came are not all. */
    void breakOff() {
        put(END);
    }

    private void put(List<List<@Nullable Object>> batch) {
        try {
            ready.put(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the reader was waited for", e);
        }
        if (closed) {
            ready.clear();
            throw new IllegalStateException("nobody reads these rows any more");
        }
    }

    @Override
    public boolean hasNext() {
        while (!reading.hasNext() && !ended) {
            List<List<@Nullable Object>> batch = next(ready);
            ended = batch == END;
            reading = batch.iterator();
        }
        return reading.hasNext();
    }

    private static List<List<@Nullable Object>> next(BlockingQueue<List<List<@Nullable Object>>> ready) {
        try {
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    @Override
    public List<@Nullable Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return reading.next();
    }

    /** Lets a store go that waits for its reader. */
    @Override
    public void close() {
        closed = true;
        ready.clear();
    }
}
