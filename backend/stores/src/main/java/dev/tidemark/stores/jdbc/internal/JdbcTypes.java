package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database's types are in answers; empty for those that answers cannot carry exactly. */
final class JdbcTypes {

    /** ClickHouse wraps its types: {@code LowCardinality(Nullable(String))}. */
    private static final Pattern WRAPPED = Pattern.compile("(?:LowCardinality|Nullable)\\((.*)\\)");

    private JdbcTypes() {}

    /**
     * @param engineType as the driver names it
     * @param kind one of {@link Types}
     */
    static Optional<ColumnType> of(JdbcProduct product, String engineType, int kind) {
        if (product == JdbcProduct.CLICKHOUSE) {
            return clickHouse(engineType);
        }
        String name = engineType.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "hugeint", "uhugeint", "ubigint", "uinteger", "usmallint", "utinyint", "int8", "oid" ->
                Optional.of(ColumnType.LONG);
            case "bool", "boolean" -> Optional.of(ColumnType.BOOLEAN);
            case "uuid", "enum", "\"null\"", "null", "unknown", "name", "citext" -> Optional.of(ColumnType.STRING);
            // BigQuery compares no DATETIME with an instant.
            case "money", "bit", "varbit", "datetime" -> Optional.empty();
            default -> ofKind(kind);
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

    /** By its own names: clickhouse.com/docs/sql-reference/data-types. */
    private static Optional<ColumnType> clickHouse(String engineType) {
        String type = engineType;
        for (Matcher inner = WRAPPED.matcher(type); inner.matches(); inner = WRAPPED.matcher(type)) {
            type = inner.group(1);
        }
        String plain = type.replaceFirst("\\(.*", "");
        return switch (plain) {
            case "String", "FixedString", "Enum8", "Enum16", "UUID" -> Optional.of(ColumnType.STRING);
            case "Bool" -> Optional.of(ColumnType.BOOLEAN);
            case "Float32", "Float64" -> Optional.of(ColumnType.DOUBLE);
            case "Date", "Date32" -> Optional.of(ColumnType.DATE);
            case "DateTime", "DateTime32", "DateTime64" -> Optional.of(ColumnType.TIMESTAMP);
            default ->
                plain.matches("U?Int[0-9]+")
                        ? Optional.of(ColumnType.LONG)
                        : plain.matches("Decimal[0-9]*") ? Optional.of(ColumnType.DECIMAL) : Optional.empty();
        };
    }
}
