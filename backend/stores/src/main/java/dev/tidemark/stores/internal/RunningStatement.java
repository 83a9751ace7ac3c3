package dev.tidemark.stores.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The statement that a cancellation must reach, whenever it comes. Thread-safe. */
public final class RunningStatement {

    private final String store;
    private @Nullable Statement running;
    private boolean cancelled;

    public RunningStatement(String store) {
        this.store = store;
    }

    /**
     * From now on a cancellation reaches it.
     *
     * @throws ProblemException {@link StoreProblem#STORE_CANCELLED} when one came before
     */
    public synchronized void admit(Statement statement) {
        if (cancelled) {
            throw new ProblemException(StoreProblem.STORE_CANCELLED, store);
        }
        running = statement;
    }

    /** What comes after must not be hit by a late cancellation: the connection goes back to others. */
    public synchronized void leave() {
        running = null;
    }

    public synchronized void cancel() {
        cancelled = true;
        again();
    }

    /** Cancels it once more if it was cancelled: an engine that did not know it yet has not heard. */
    public synchronized void again() {
        Statement statement = running;
        if (!cancelled || statement == null) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException notNow) {
            // It is over, or has not begun; whoever cancels comes again until it is over.
        }
    }
}
