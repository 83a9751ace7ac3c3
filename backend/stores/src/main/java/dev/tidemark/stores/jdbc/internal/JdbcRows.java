package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values into a statement and out of a result, exactly. A time without a zone is one of UTC. */
final class JdbcRows {

    private final JdbcProduct product;
    private final JdbcTimes times;
    private final String store;

    JdbcRows(JdbcProduct product, String store) {
        this.product = product;
        this.times = new JdbcTimes(product);
        this.store = store;
    }

    void bind(PreparedStatement statement, List<@Nullable Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            if (value instanceof Instant instant) {
                times.bind(statement, i + 1, instant);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** Columns of types that answers can carry; those of others are left out. */
    static List<Column> readable(JdbcProduct product, ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String name = meta.getColumnLabel(i);
            type(product, meta, i).ifPresent(type -> columns.add(new Column(name, type)));
        }
        return columns;
    }

    List<Column> columns(ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String name = meta.getColumnLabel(i);
            String engineType = meta.getColumnTypeName(i);
            columns.add(new Column(
                    name,
                    type(product, meta, i)
                            .orElseThrow(() ->
                                    new ProblemException(StoreProblem.UNSUPPORTED_VALUE, store, engineType, name))));
        }
        return columns;
    }

    private static Optional<ColumnType> type(JdbcProduct product, ResultSetMetaData meta, int place)
            throws SQLException {
        return JdbcTypes.of(product, meta.getColumnTypeName(place), meta.getColumnType(place));
    }

    /**
     * @throws ProblemException {@link StoreProblem#TOO_MANY_ROWS}
     */
    void read(ResultSet result, List<Column> columns, int maxRows, RowSink sink) throws SQLException {
        int rows = 0;
        while (result.next()) {
            if (rows++ == maxRows) {
                throw new ProblemException(StoreProblem.TOO_MANY_ROWS, store, maxRows);
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(value(result, i + 1, columns.get(i)));
            }
            sink.take(Collections.unmodifiableList(row));
        }
    }

    private @Nullable Object value(ResultSet result, int place, Column column) throws SQLException {
        return switch (column.type()) {
            case STRING -> result.getString(place);
            case LONG -> whole(result.getBigDecimal(place), column);
            case DECIMAL -> result.getBigDecimal(place);
            case DOUBLE -> present(result, result.getDouble(place));
            case BOOLEAN -> present(result, result.getBoolean(place));
            case TIMESTAMP -> times.read(result, place);
            case DATE -> result.getObject(place, LocalDate.class);
        };
    }

    /** The value that was just got, or null where the database has none. */
    private static @Nullable Object present(ResultSet result, Object value) throws SQLException {
        return result.wasNull() ? null : value;
    }

    private @Nullable Object whole(@Nullable BigDecimal value, Column column) {
        if (value == null) {
            return null;
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new ProblemException(StoreProblem.UNSUPPORTED_VALUE, store, "a number beyond 64 bits", column.name());
        }
    }
}
