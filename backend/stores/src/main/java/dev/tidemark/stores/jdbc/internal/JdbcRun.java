package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.internal.Admission;
import dev.tidemark.stores.internal.RunningStatement;
import dev.tidemark.stores.jdbc.JdbcProduct;
import io.trino.jdbc.TrinoStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** One query on its way through a database. Its answer is without the rows, which the sink has. */
public final class JdbcRun implements Admission.Cancellable<StoreAnswer> {

    /** Enough that the way to the database and back does not count; taken only where a connection has a cursor. */
    private static final int FETCHED_AT_ONCE = 5_000;

    private static final Pattern SELECT = Pattern.compile("\\s*(SELECT|WITH)\\b", Pattern.CASE_INSENSITIVE);

    /** Where its connection comes from. */
    @FunctionalInterface
    public interface Source {
        Connection open() throws SQLException;
    }

    private final JdbcProduct product;
    private final Source connections;
    private final String store;
    private final StoreQuery query;
    private final RowSink sink;
    private final long rows;
    private final long bytes;
    private final RunningStatement running;

    /**
     * @param rows in the tables it reads
     * @param bytes of those tables
     */
    public JdbcRun(
            JdbcProduct product,
            Source connections,
            String store,
            StoreQuery query,
            RowSink sink,
            long rows,
            long bytes) {
        this.product = product;
        this.connections = connections;
        this.store = store;
        this.query = query;
        this.sink = sink;
        this.rows = rows;
        this.bytes = bytes;
        this.running = new RunningStatement(store);
    }

    @Override
    public StoreAnswer call() {
        allow();
        long start = System.nanoTime();
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            statement.setMaxRows(query.maxRows() == Integer.MAX_VALUE ? 0 : query.maxRows() + 1);
            statement.setQueryTimeout(Math.toIntExact(query.timeout().toSeconds() + 1));
            JdbcRows reader = new JdbcRows(product, store);
            reader.bind(statement, query.parameters());
            listen(statement);
            running.admit(statement);
            try (ResultSet result = statement.executeQuery()) {
                List<Column> columns = reader.columns(result.getMetaData());
                reader.read(result, columns, query.maxRows(), sink);
                return new StoreAnswer(columns, List.of(), rows, bytes, Duration.ofNanos(System.nanoTime() - start));
            } finally {
                running.leave();
            }
        } catch (SQLException e) {
            throw JdbcFailure.problem(e, product, store, query.timeout());
        }
    }

    /** Most databases are asked in sessions that cannot write, those that know none only like this. */
    private void allow() {
        if (!SELECT.matcher(query.sql()).lookingAt()) {
            throw new ProblemException(StoreProblem.INVALID_STORE_QUERY, store, "one SELECT is expected");
        }
    }

    /** Trino hears of a cancellation only once it knows the query. */
    private void listen(PreparedStatement statement) throws SQLException {
        if (product == JdbcProduct.TRINO) {
            statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> running.again());
        }
    }

    @Override
    public void cancel() {
        running.cancel();
    }
}
