package dev.tidemark.stores.warehouse.internal;

import dev.tidemark.stores.Column;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.internal.Admission;
import dev.tidemark.stores.internal.RunningStatement;
import dev.tidemark.stores.warehouse.DuckDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One query on its way through DuckDB. Its answer is without the rows, which the sink has. */
public final class DuckDbRun implements Admission.Cancellable<StoreAnswer> {

    private final DuckDb duckDb;
    private final String store;
    private final String memoryLimit;
    private final String sql;
    private final StoreQuery query;
    private final RowSink sink;
    private final long rows;
    private final long bytes;
    private final RunningStatement running;

    /**
     * @param sql with the files of its tables
     * @param rows in those files
     * @param bytes of those files
     */
    public DuckDbRun(
            DuckDb duckDb,
            String store,
            String memoryLimit,
            String sql,
            StoreQuery query,
            RowSink sink,
            long rows,
            long bytes) {
        this.duckDb = duckDb;
        this.store = store;
        this.memoryLimit = memoryLimit;
        this.sql = sql;
        this.query = query;
        this.sink = sink;
        this.rows = rows;
        this.bytes = bytes;
        this.running = new RunningStatement(store);
    }

    @Override
    public StoreAnswer call() {
        long start = System.nanoTime();
        try (Connection connection = duckDb.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            running.admit(statement);
            Rows.bind(statement, query.parameters());
            try (ResultSet result = statement.executeQuery()) {
                Rows reader = new Rows(store);
                List<Column> columns = reader.columns(result);
                reader.read(result, columns, query.maxRows(), sink);
                return new StoreAnswer(columns, List.of(), rows, bytes, Duration.ofNanos(System.nanoTime() - start));
            } finally {
                running.leave();
            }
        } catch (SQLException e) {
            throw DuckDbFailure.problem(e, store, memoryLimit);
        }
    }

    @Override
    public void cancel() {
        running.cancel();
    }
}
