package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.internal.Admission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One query on its way through a database. Its answer is without the rows, which the sink has. */
public final class JdbcRun implements Admission.Cancellable<StoreAnswer> {

    /** Enough that the way to the database and back does not count; taken only where a connection has a cursor. */
    private static final int FETCHED_AT_ONCE = 5_000;

    /** Where its connection comes from. */
    @FunctionalInterface
    public interface Source {
        Connection open() throws SQLException;
    }

    private final Source connections;
    private final String store;
    private final StoreQuery query;
    private final RowSink sink;
    private final long rows;
    private final long bytes;
    private @Nullable PreparedStatement running;
    private boolean cancelled;

    /**
     * @param rows in the tables it reads
     * @param bytes of those tables
     */
    public JdbcRun(Source connections, String store, StoreQuery query, RowSink sink, long rows, long bytes) {
        this.connections = connections;
        this.store = store;
        this.query = query;
        this.sink = sink;
        this.rows = rows;
        this.bytes = bytes;
    }

    @Override
    public StoreAnswer call() {
        long start = System.nanoTime();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            statement.setMaxRows(query.maxRows() == Integer.MAX_VALUE ? 0 : query.maxRows() + 1);
            statement.setQueryTimeout(Math.toIntExact(query.timeout().toSeconds() + 1));
            JdbcRows.bind(statement, query.parameters());
            admit(statement);
            try (ResultSet result = statement.executeQuery()) {
                JdbcRows reader = new JdbcRows(store);
                List<Column> columns = reader.columns(result.getMetaData());
                reader.read(result, columns, query.maxRows(), sink);
                return new StoreAnswer(columns, List.of(), rows, bytes, Duration.ofNanos(System.nanoTime() - start));
            } finally {
                leave();
            }
        } catch (SQLException e) {
            throw JdbcFailure.problem(e, store, query.timeout());
        }
    }

    private synchronized void admit(PreparedStatement statement) {
        if (cancelled) {
            throw new ProblemException(StoreProblem.STORE_CANCELLED, store);
        }
        running = statement;
    }

    /** What comes after must not be hit by a late cancellation: the connection goes back to others. */
    private synchronized void leave() {
        running = null;
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        PreparedStatement statement = running;
        if (statement == null) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException alreadyOver) {
            running = null;
        }
    }
}
