package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreProblem;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values into a statement and out of a result, exactly. A time without a zone is one of UTC. */
final class JdbcRows {

    private final String store;

    JdbcRows(String store) {
        this.store = store;
    }

    static void bind(PreparedStatement statement, List<@Nullable Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    /** Columns of types that answers can carry; those of others are left out. */
    static List<Column> readable(ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String name = meta.getColumnLabel(i);
            type(meta, i).ifPresent(type -> columns.add(new Column(name, type)));
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
                    type(meta, i)
                            .orElseThrow(() ->
                                    new ProblemException(StoreProblem.UNSUPPORTED_VALUE, store, engineType, name))));
        }
        return columns;
    }

    private static Optional<ColumnType> type(ResultSetMetaData meta, int place) throws SQLException {
        String name = meta.getColumnTypeName(place).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "hugeint", "uhugeint", "ubigint", "uinteger", "usmallint", "utinyint", "int8", "oid" ->
                Optional.of(ColumnType.LONG);
            case "bool", "boolean" -> Optional.of(ColumnType.BOOLEAN);
            case "uuid", "enum", "\"null\"", "null", "unknown", "name", "citext" -> Optional.of(ColumnType.STRING);
            case "money", "bit", "varbit" -> Optional.empty();
            default -> ofKind(meta.getColumnType(place));
        };
    }

    private static Optional<ColumnType> ofKind(int kind) {
        return switch (kind) {
            case Types.BIT, Types.BOOLEAN -> Optional.of(ColumnType.BOOLEAN);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(ColumnType.LONG);
            case Types.NUMERIC, Types.DECIMAL -> Optional.of(ColumnType.DECIMAL);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Optional.of(ColumnType.DOUBLE);
            case Types.DATE -> Optional.of(ColumnType.DATE);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(ColumnType.TIMESTAMP);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.NULL ->
                Optional.of(ColumnType.STRING);
            default -> Optional.empty();
        };
    }

    /**
     * @throws ProblemException {@link StoreProblem#TOO_MANY_ROWS}
     */
    void read(ResultSet result, List<Column> columns, int maxRows, RowSink sink) throws SQLException {
        boolean[] zoned = new boolean[columns.size()];
        for (int i = 0; i < zoned.length; i++) {
            String type = result.getMetaData().getColumnTypeName(i + 1).toLowerCase(Locale.ROOT);
            zoned[i] = type.equals("timestamptz") || type.contains("with time zone");
        }
        int rows = 0;
        while (result.next()) {
            if (rows++ == maxRows) {
                throw new ProblemException(StoreProblem.TOO_MANY_ROWS, store, maxRows);
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(value(result, i + 1, columns.get(i), zoned[i]));
            }
            sink.take(Collections.unmodifiableList(row));
        }
    }

    private @Nullable Object value(ResultSet result, int place, Column column, boolean zoned) throws SQLException {
        return switch (column.type()) {
            case STRING -> result.getString(place);
            case LONG -> whole(result.getBigDecimal(place), column);
            case DECIMAL -> result.getBigDecimal(place);
            case DOUBLE -> present(result, result.getDouble(place));
            case BOOLEAN -> present(result, result.getBoolean(place));
            case TIMESTAMP -> instant(result, place, zoned);
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

    private static @Nullable Instant instant(ResultSet result, int place, boolean zoned) throws SQLException {
        if (zoned) {
            OffsetDateTime time = result.getObject(place, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        LocalDateTime time = result.getObject(place, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
