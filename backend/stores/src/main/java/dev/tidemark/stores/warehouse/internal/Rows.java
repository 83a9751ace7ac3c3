package dev.tidemark.stores.warehouse.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.RowSink;
import dev.tidemark.stores.StoreProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values into a statement and out of a result, exactly. */
public final class Rows {

    private final String store;

    public Rows(String store) {
        this.store = store;
    }

    public static void bind(PreparedStatement statement, List<@Nullable Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    public List<Column> columns(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String name = meta.getColumnLabel(i);
            columns.add(new Column(name, type(meta.getColumnTypeName(i), name)));
        }
        return columns;
    }

    private ColumnType type(String engineType, String column) {
        String type = engineType.toUpperCase(Locale.ROOT);
        if (type.startsWith("DECIMAL")) {
            return ColumnType.DECIMAL;
        }
        return switch (type) {
            case "VARCHAR", "\"NULL\"", "NULL" -> ColumnType.STRING;
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "HUGEINT",
                    "UHUGEINT" -> ColumnType.LONG;
            case "FLOAT", "DOUBLE" -> ColumnType.DOUBLE;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP" -> ColumnType.TIMESTAMP;
            case "DATE" -> ColumnType.DATE;
            default -> throw new ProblemException(StoreProblem.UNSUPPORTED_VALUE, store, engineType, column);
        };
    }

    /**
     * @throws ProblemException {@link StoreProblem#TOO_MANY_ROWS}
     */
    public void read(ResultSet result, List<Column> columns, int maxRows, RowSink sink) throws SQLException {
        int rows = 0;
        while (result.next()) {
            if (rows++ == maxRows) {
                throw new ProblemException(StoreProblem.TOO_MANY_ROWS, store, maxRows);
            }
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(value(result.getObject(i + 1), columns.get(i)));
            }
            sink.take(Collections.unmodifiableList(row));
        }
    }

    private @Nullable Object value(@Nullable Object value, Column column) {
        if (value == null) {
            return null;
        }
        return switch (column.type()) {
            case STRING -> value.toString();
            case LONG -> whole(value, column);
            case DECIMAL -> value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
            case DOUBLE -> ((Number) value).doubleValue();
            case BOOLEAN -> (Boolean) value;
            case TIMESTAMP -> instant(value);
            case DATE -> value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
        };
    }

    private long whole(Object value, Column column) {
        try {
            return value instanceof BigInteger big ? big.longValueExact() : ((Number) value).longValue();
        } catch (ArithmeticException e) {
            throw new ProblemException(StoreProblem.UNSUPPORTED_VALUE, store, "a number beyond 64 bits", column.name());
        }
    }

    private static Instant instant(Object value) {
        return switch (value) {
            case OffsetDateTime zoned -> zoned.toInstant();
            case ZonedDateTime zoned -> zoned.toInstant();
            case Timestamp local -> local.toLocalDateTime().toInstant(ZoneOffset.UTC);
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> Instant.parse(value.toString());
        };
    }
}
