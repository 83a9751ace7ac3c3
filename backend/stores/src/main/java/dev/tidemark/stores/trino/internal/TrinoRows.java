package dev.tidemark.stores.trino.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values into a statement of Trino and out of its result, exactly. */
final class TrinoRows {

    private static final String STORE = StoreName.LAKEHOUSE.word();

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS 'UTC'").withZone(ZoneOffset.UTC);

    private TrinoRows() {}

    /** The driver makes a literal of each value. */
    static void bind(PreparedStatement statement, List<@Nullable Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, INSTANT.format(instant), Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    static List<Column> columns(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String name = meta.getColumnLabel(i);
            columns.add(new Column(name, type(meta.getColumnTypeName(i), name)));
        }
        return columns;
    }

    private static ColumnType type(String engineType, String column) {
        String type = engineType.replaceAll("\\([0-9, ]*\\)", "");
        return switch (type) {
            case "varchar", "char", "unknown" -> ColumnType.STRING;
            case "tinyint", "smallint", "integer", "bigint" -> ColumnType.LONG;
            case "decimal" -> ColumnType.DECIMAL;
            case "real", "double" -> ColumnType.DOUBLE;
            case "boolean" -> ColumnType.BOOLEAN;
            case "timestamp with time zone", "timestamp" -> ColumnType.TIMESTAMP;
            case "date" -> ColumnType.DATE;
            default -> throw new ProblemException(StoreProblem.UNSUPPORTED_VALUE, STORE, engineType, column);
        };
    }

    /**
     * @throws ProblemException {@link StoreProblem#TOO_MANY_ROWS}
     */
    static void read(ResultSet result, List<Column> columns, int maxRows, RowSink sink) throws SQLException {
        int rows = 0;
        while (result.next()) {
            if (rows++ == maxRows) {
                throw new ProblemException(StoreProblem.TOO_MANY_ROWS, STORE, maxRows);
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(value(result, i + 1, columns.get(i).type()));
            }
            sink.take(Collections.unmodifiableList(row));
        }
    }

    private static @Nullable Object value(ResultSet result, int place, ColumnType type) throws SQLException {
        if (result.getObject(place) == null) {
            return null;
        }
        return switch (type) {
            case STRING -> result.getString(place);
            case LONG -> result.getLong(place);
            case DECIMAL -> result.getBigDecimal(place);
            case DOUBLE -> result.getDouble(place);
            case BOOLEAN -> result.getBoolean(place);
            case TIMESTAMP -> instant(result, place);
            case DATE -> result.getObject(place, LocalDate.class);
        };
    }

    private static Instant instant(ResultSet result, int place) throws SQLException {
        return result.getMetaData().getColumnType(place) == Types.TIMESTAMP_WITH_TIMEZONE
                ? result.getObject(place, ZonedDateTime.class).toInstant()
                : result.getObject(place, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
