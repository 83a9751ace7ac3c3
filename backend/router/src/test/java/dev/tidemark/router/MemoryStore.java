package dev.tidemark.router;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.internal.DuckDbWords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A store in memory that can play any role: what it says about its tables is what the test decides. */
final class MemoryStore implements Store {

    private final StoreName name;
    private final DuckDBConnection connection;
    private final Map<TableName, TableState> states = new HashMap<>();
    private final AtomicInteger queries = new AtomicInteger();
    private long snapshot = 6;
    private boolean pinned = true;
    private boolean away;
    private boolean breaks;

    MemoryStore(StoreName name) {
        this.name = name;
        try {
            connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            execute("SET TimeZone='UTC'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a table from a SELECT. */
    MemoryStore with(String table, String select, Instant completeThrough, Instant keptFrom) {
        TableName tableName = TableName.parse(table);
        snapshot++;
        execute("CREATE OR REPLACE TABLE \"" + table + "\" AS " + select);
        states.put(
                tableName,
                new TableState(
                        tableName,
                        name.equals(StoreName.REALTIME) || !pinned ? OptionalLong.empty() : OptionalLong.of(snapshot),
                        pinned
                                ? Map.of("events.orders-0", name.equals(StoreName.REALTIME) ? 35 + snapshot : 42L)
                                : Map.of(),
                        completeThrough,
                        keptFrom,
                        1_000,
                        1L << 20,
                        columns(table)));
        return this;
    }

    /** Says that a table takes so many bytes. */
    MemoryStore sized(String table, long bytes) {
        states.computeIfPresent(
                TableName.parse(table),
                (name, state) -> new TableState(
                        name,
                        state.snapshot(),
                        state.offsets(),
                        state.completeThrough(),
                        state.keptFrom(),
                        state.rows(),
                        bytes,
                        state.columns()));
        return this;
    }

    /** From now on its tables have neither snapshots nor offsets. */
    MemoryStore unpinned() {
        pinned = false;
        return this;
    }

    /** How many queries it was asked so far. */
    int queries() {
        return queries.get();
    }

    MemoryStore away() {
        away = true;
        return this;
    }

    /** Still says what it holds, and fails when it is asked. */
    MemoryStore breaksWhenAsked() {
        breaks = true;
        return this;
    }

    @Override
    public StoreName name() {
        return name;
    }

    @Override
    public String engine() {
        return "memory";
    }

    @Override
    public SqlFlavor flavor() {
        return SqlFlavor.DUCKDB;
    }

    @Override
    public TableState state(TableName table) {
        if (away) {
            throw new ProblemException(StoreProblem.UNAVAILABLE, name.word(), "it is switched off");
        }
        TableState state = states.get(table);
        if (state == null) {
            throw new ProblemException(StoreProblem.UNKNOWN_TABLE, name.word(), table);
        }
        return state;
    }

    @SuppressWarnings("NullAway") // generics across modules lose their nullness
    @Override
    public StoreAnswer query(StoreQuery query) {
        queries.incrementAndGet();
        if (breaks) {
            throw new ProblemException(StoreProblem.UNAVAILABLE, name.word(), "it broke");
        }
        try (Connection own = connection.duplicate();
                Statement zone = own.createStatement();
                PreparedStatement statement = prepared(own, zone, query);
                ResultSet result = statement.executeQuery()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(value(result.getObject(i)));
                }
                rows.add(row);
            }
            if (rows.size() > query.maxRows()) {
                throw new ProblemException(StoreProblem.TOO_MANY_ROWS, name.word(), query.maxRows());
            }
            return new StoreAnswer(List.of(), rows, rows.size(), 1_000, Duration.ofMillis(1));
        } catch (SQLException e) {
            if (DuckDbWords.areAboutValues(String.valueOf(e.getMessage()))) {
                throw new ProblemException(StoreProblem.VALUES_DO_NOT_FIT, name.word(), e.getMessage()).because(e);
            }
            throw new IllegalStateException(query.sql(), e);
        }
    }

    private static PreparedStatement prepared(Connection own, Statement zone, StoreQuery query) throws SQLException {
        zone.execute("SET TimeZone='UTC'");
        PreparedStatement statement = own.prepareStatement(query.sql());
        for (int i = 0; i < query.parameters().size(); i++) {
            Object value = query.parameters().get(i);
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        return statement;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case BigInteger huge -> new BigDecimal(huge);
            case Integer whole -> Long.valueOf(whole);
            case null, default -> value;
        };
    }

    private List<Column> columns(String table) {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE \"" + table + "\"")) {
            while (result.next()) {
                String type = result.getString(2);
                ColumnType ours = type.startsWith("DECIMAL")
                        ? ColumnType.DECIMAL
                        : switch (type) {
                            case "BIGINT", "INTEGER", "HUGEINT" -> ColumnType.LONG;
                            case "DOUBLE" -> ColumnType.DOUBLE;
                            case "BOOLEAN" -> ColumnType.BOOLEAN;
                            case "DATE" -> ColumnType.DATE;
                            case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP;
                            default -> ColumnType.STRING;
                        };
                columns.add(new Column(result.getString(1), ours));
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
