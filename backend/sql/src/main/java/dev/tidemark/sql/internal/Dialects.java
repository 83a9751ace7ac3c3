package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlTable;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.dialect.TrinoSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** How each engine writes identifiers, strings, types and tables. */
final class Dialects {

    private static final SqlDialect DUCKDB = new DuckDB();
    private static final SqlDialect TRINO = new Trino();
    private static final SqlDialect POSTGRESQL = new Postgresql();
    private static final SqlDialect PINOT = new Pinot();

    private Dialects() {}

    static SqlDialect of(SqlFlavor flavor) {
        return switch (flavor) {
            case DUCKDB, DUCKDB_DATABASE -> DUCKDB;
            case TRINO, TRINO_DATABASE -> TRINO;
            case POSTGRESQL -> POSTGRESQL;
            case PINOT -> PINOT;
            case REDSHIFT -> CloudDialects.REDSHIFT;
            case SNOWFLAKE -> CloudDialects.SNOWFLAKE;
            case BIGQUERY -> CloudDialects.BIGQUERY;
            case CLICKHOUSE -> CloudDialects.CLICKHOUSE;
        };
    }

    /** DuckDB sees one identifier, which its store defines; the lakehouse Trino sees the catalog of the lake. */
    static SqlIdentifier table(SqlFlavor flavor, SqlTable table) {
        List<String> parts = switch (flavor) {
            case DUCKDB -> List.of(table.toString());
            case TRINO -> List.of("lake", table.namespace(), table.name());
            case POSTGRESQL, DUCKDB_DATABASE, TRINO_DATABASE, REDSHIFT, SNOWFLAKE, BIGQUERY, CLICKHOUSE ->
                table.namespace().isEmpty() ? List.of(table.name()) : List.of(table.namespace(), table.name());
            case PINOT -> List.of(table.name());
        };
        return new SqlIdentifier(parts, SqlParserPos.ZERO);
    }

    static SqlCall call(String name, SqlNode... operands) {
        SqlUnresolvedFunction function =
                new SqlUnresolvedFunction(
                        new SqlIdentifier(name, SqlParserPos.ZERO),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.SYSTEM) {
                    @Override
                    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
                        ExactName.write(writer, name, call);
                    }
                };
        return function.createCall(SqlParserPos.ZERO, operands);
    }

    /** A timestamp of ours is an instant; everything else is written as it was read. */
    static SqlDataTypeSpec type(SqlFlavor flavor, SqlDataTypeSpec type) {
        String name = type.getTypeName().getSimple().toUpperCase(Locale.ROOT);
        if (!name.startsWith(SqlTypeName.TIMESTAMP.getName())) {
            return type;
        }
        String written = switch (flavor) {
            case TRINO, TRINO_DATABASE -> "TIMESTAMP(6) WITH TIME ZONE";
            case DUCKDB, DUCKDB_DATABASE, POSTGRESQL, REDSHIFT, SNOWFLAKE, BIGQUERY, CLICKHOUSE, PINOT -> "TIMESTAMPTZ";
        };
        return new SqlDataTypeSpec(
                new SqlAlienSystemTypeNameSpec(written, SqlTypeName.TIMESTAMP, SqlParserPos.ZERO), SqlParserPos.ZERO);
    }

    static SqlDataTypeSpec basic(SqlTypeName name) {
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(name, SqlParserPos.ZERO), SqlParserPos.ZERO);
    }

    /** Casts made by algebra, as against those people wrote. */
    private static @Nullable SqlNode instantSpec(SqlFlavor flavor, RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP ? type(flavor, basic(SqlTypeName.TIMESTAMP)) : null;
    }

    private static void quote(StringBuilder out, String value) {
        out.append('\'').append(value.replace("'", "''")).append('\'');
    }

    private static final class DuckDB extends DuckDBSqlDialect {
        DuckDB() {
            super(DuckDBSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
        }

        @Override
        public boolean supportsCharSet() {
            return false;
        }

        @Override
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode instant = instantSpec(SqlFlavor.DUCKDB, type);
            return instant == null ? super.getCastSpec(type) : instant;
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value);
        }
    }

    private static final class Trino extends TrinoSqlDialect {
        Trino() {
            super(TrinoSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
        }

        @Override
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode instant = instantSpec(SqlFlavor.TRINO, type);
            return instant == null ? super.getCastSpec(type) : instant;
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value);
        }
    }

    private static final class Postgresql extends PostgresqlSqlDialect {
        Postgresql() {
            super(PostgresqlSqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode instant = instantSpec(SqlFlavor.POSTGRESQL, type);
            return instant == null ? super.getCastSpec(type) : instant;
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value);
        }
    }

    private static final class Pinot extends AnsiSqlDialect {
        Pinot() {
            super(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value);
        }

        /** Pinot joins texts by a function that takes what stands between them. */
        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            if (call.getOperator() == SqlStdOperatorTable.CONCAT) {
                Dialects.call(
                                "CONCAT",
                                call.operand(0),
                                call.operand(1),
                                SqlLiteral.createCharString("", SqlParserPos.ZERO))
                        .unparse(writer, 0, 0);
            } else {
                super.unparseCall(writer, call, leftPrec, rightPrec);
            }
        }

        @Override
        public void unparseOffsetFetch(SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
            unparseFetchUsingLimit(writer, offset, fetch);
        }
    }
}
