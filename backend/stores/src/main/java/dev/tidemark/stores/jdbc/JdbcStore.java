package dev.tidemark.stores.jdbc;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.internal.Admission;
import dev.tidemark.stores.jdbc.internal.Connections;
import dev.tidemark.stores.jdbc.internal.JdbcRun;
import dev.tidemark.stores.jdbc.internal.JdbcTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A database of others, read over JDBC and never written. It has no snapshots. It is the record itself and no copy of another,
 * so that it is complete as of the moment it is asked (docs/decisions/014). Connects with the first query.
 */
public final class JdbcStore implements Store {

    /** Streams that run at once, beside the slots for questions. */
    public static final int STREAMS_AT_ONCE = 1;

    private final JdbcSettings settings;
    private final JdbcProduct product;
    private final Clock clock;
    private final Connections connections;
    private final JdbcTables tables;
    private final Admission admission;
    private final Admission streams;

    /**
     * With the drivers that come with us; what does not fit into memory spills among the temporary files of this machine.
     *
     * @throws ProblemException {@link JdbcProblem#UNSUPPORTED_JDBC_URL}
     */
    public JdbcStore(JdbcSettings settings, Clock clock) {
        this(settings, JdbcDrivers.ours(), Path.of(System.getProperty("java.io.tmpdir"), "tidemark-spill"), clock);
    }

    /**
     * @param scratch where a DuckDB file's queries spill, a folder of this store alone
     * @throws ProblemException {@link JdbcProblem#UNSUPPORTED_JDBC_URL}
     */
    public JdbcStore(JdbcSettings settings, JdbcDrivers drivers, Path scratch, Clock clock) {
        this.settings = settings;
        this.product = JdbcProduct.of(settings.url());
        this.clock = clock;
        this.connections = new Connections(settings, product, drivers, scratch);
        this.tables = new JdbcTables(connections, product, settings.name().word());
        this.admission = new Admission(settings.name().word(), settings.slots(), settings.queueWait());
        this.streams = new Admission(settings.name().word(), STREAMS_AT_ONCE, settings.queueWait());
    }

    @Override
    public StoreName name() {
        return settings.name();
    }

    @Override
    public String engine() {
        return product.engine();
    }

    @Override
    public SqlFlavor flavor() {
        return product.flavor();
    }

    @Override
    public String vouchedBy() {
        return "system of record";
    }

    /** Rows and bytes are the database's own estimates. */
    @Override
    public TableState state(TableName table) {
        JdbcTables.Shape shape = tables.shape(table);
        return new TableState(
                table,
                OptionalLong.empty(),
                Map.of(),
                clock.instant(),
                Instant.EPOCH,
                shape.rows(),
                shape.bytes(),
                shape.columns());
    }

    /** {@link StoreAnswer#rowsScanned} and {@link StoreAnswer#bytesScanned} are those of the whole tables. */
    @Override
    public StoreAnswer query(StoreQuery query) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        return run(query, connections::open, rows::add, admission).with(rows);
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public StoreAnswer stream(StoreQuery query, RowSink sink) {
        return run(query, connections::openForCursor, sink, streams);
    }

    private StoreAnswer run(StoreQuery query, JdbcRun.Source source, RowSink sink, Admission turns) {
        long rows = 0;
        long bytes = 0;
        for (TableUse use : query.tables()) {
            if (use.snapshot().isPresent()) {
                throw new ProblemException(
                        StoreProblem.UNKNOWN_SNAPSHOT,
                        use.table(),
                        use.snapshot().getAsLong());
            }
            JdbcTables.Shape shape = tables.shape(use.table());
            rows += shape.rows();
            bytes += shape.bytes();
        }
        return turns.run(
                new JdbcRun(product, source, settings.name().word(), query, sink, rows, bytes), query.timeout());
    }

    @Override
    public void close() {
        admission.close();
        streams.close();
        connections.close();
    }
}
