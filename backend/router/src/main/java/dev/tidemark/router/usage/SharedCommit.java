package dev.tidemark.router.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Rows of many callers in one transaction: who comes while others are written waits for them and goes with the next. A row is written when
 * {@link #write} returns. Thread-safe.
 */
public final class SharedCommit<T> {

    private static final int MOST_ROWS = 500;

    private final Consumer<List<T>> writer;
    private final ReentrantLock turn = new ReentrantLock();
    private List<Waiting<T>> waiting = new ArrayList<>();

    private static final class Waiting<T> {
        private final T row;
        private boolean done; // held by the lock, as is the failure
        private @Nullable RuntimeException failure;

        Waiting(T row) {
            this.row = row;
        }
    }

    /**
     * @param writer writes rows; one that is there already stays as it is
     */
    public SharedCommit(Consumer<List<T>> writer) {
        this.writer = writer;
    }

    /** Throws what the writer throws about this row, or about all of them. */
    public void write(T row) {
        Waiting<T> own = new Waiting<>(row);
        synchronized (this) {
            waiting.add(own);
        }
        turn.lock();
        try {
            while (!own.done) {
                commit(next());
            }
        } finally {
            turn.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
    }

    private synchronized List<Waiting<T>> next() {
        List<Waiting<T>> all = waiting;
        int most = Math.min(MOST_ROWS, all.size());
        waiting = new ArrayList<>(all.subList(most, all.size()));
        return List.copyOf(all.subList(0, most));
    }

    /** A row that the database refuses does not take the others with it. */
    private void commit(List<Waiting<T>> batch) {
        RuntimeException failure = written(batch);
        if (batch.size() > 1 && isAboutRows(failure)) {
            batch.forEach(each -> each.failure = written(List.of(each)));
        } else {
            batch.forEach(each -> each.failure = failure);
        }
        batch.forEach(each -> each.done = true);
    }

    private static boolean isAboutRows(@Nullable RuntimeException failure) {
        return failure instanceof NonTransientDataAccessException
                && !(failure instanceof NonTransientDataAccessResourceException);
    }

    private @Nullable RuntimeException written(List<Waiting<T>> batch) {
        try {
            writer.accept(batch.stream().map(each -> each.row).toList());
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
