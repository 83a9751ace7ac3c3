package dev.tidemark.stores.trino.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.internal.TrinoFailure;
import io.trino.jdbc.QueryStats;
import io.trino.jdbc.TrinoResultSet;
import io.trino.jdbc.TrinoStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One query on its way through Trino, on a thread of its own, so that whoever waits can leave at once. Leaving cancels the
 * query in Trino; should that message be lost, Trino ends it at its deadline.
 */
public final class TrinoRun {

    private static final String STORE = StoreName.LAKEHOUSE.word();

    private final String jdbcUrl;
    private final String user;
    private final String sql;
    private final StoreQuery query;
    private final RowSink sink;
    private volatile boolean cancelled;
    private volatile @Nullable Statement running;

    /**
     * @param sql with the snapshots of its tables
     */
    public TrinoRun(String jdbcUrl, String user, String sql, StoreQuery query, RowSink sink) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.sql = sql;
        this.query = query;
        this.sink = sink;
    }

    /**
     * Waits for the last row.
     *
     * @return the answer without its rows, which the sink has
     * @throws ProblemException {@link StoreProblem#STORE_TIMEOUT}, {@link StoreProblem#STORE_CANCELLED}, or what Trino says
     */
    public StoreAnswer answer() {
        FutureTask<StoreAnswer> run = new FutureTask<>(this::run);
        Thread.ofVirtual().name("trino-query").start(run);
        try {
            return run.get(query.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel();
            throw new ProblemException(StoreProblem.STORE_TIMEOUT, STORE, query.timeout());
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new ProblemException(StoreProblem.STORE_CANCELLED, STORE);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private StoreAnswer run() {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(Math.toIntExact(query.timeout().toSeconds() + 1));
            // A cancellation that came before Trino knew the query is made good with Trino's first word of it.
            statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> cancelIfLeft(statement));
            TrinoRows.bind(statement, query.parameters());
            running = statement;
            if (cancelled) {
                throw new ProblemException(StoreProblem.STORE_CANCELLED, STORE);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Column> columns = TrinoRows.columns(result);
                TrinoRows.read(result, columns, query.maxRows(), sink);
                QueryStats stats = result.unwrap(TrinoResultSet.class).getStats();
                return new StoreAnswer(
                        columns,
                        List.of(),
                        stats.getProcessedRows(),
                        stats.getPhysicalInputBytes(),
                        Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (SQLException e) {
            throw TrinoFailure.problem(e, STORE, query.timeout());
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("source", "tidemark");
        properties.setProperty("timezone", "UTC");
        // One request instead of two, and the text need not fit into a header.
        properties.setProperty("explicitPrepare", "false");
        return properties;
    }

    private void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            cancelIfLeft(statement);
        }
    }

    private void cancelIfLeft(Statement statement) {
        if (!cancelled) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException alreadyOver) {
            running = null;
        }
    }
}
