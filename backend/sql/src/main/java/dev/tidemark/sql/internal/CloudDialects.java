package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.BigQuerySqlDialect;
import org.apache.calcite.sql.dialect.ClickHouseSqlDialect;
import org.apache.calcite.sql.dialect.RedshiftSqlDialect;
import org.apache.calcite.sql.dialect.SnowflakeSqlDialect;
import org.jspecify.annotations.Nullable;

/** Databases that are connected and that no test here can start: what Calcite's dialects write otherwise than they read it. */
final class CloudDialects {

    static final SqlDialect REDSHIFT = new Redshift();
    static final SqlDialect SNOWFLAKE = new Snowflake();
    static final SqlDialect BIGQUERY = new BigQuery();
    static final SqlDialect CLICKHOUSE = new ClickHouse();

    private CloudDialects() {}

    /** These four read a backslash in a text as the beginning of an escape. */
    private static void quote(StringBuilder out, String value, String quote) {
        out.append('\'').append(value.replace("\\", "\\\\").replace("'", quote)).append('\'');
    }

    private static StringBuilder backticks(StringBuilder out, String name) {
        return out.append('`')
                .append(name.replace("\\", "\\\\").replace("`", "\\`"))
                .append('`');
    }

    private static final class Redshift extends RedshiftSqlDialect {
        Redshift() {
            super(RedshiftSqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public SqlNode getCastSpec(RelDataType type) {
            return CloudTypes.spec(SqlFlavor.REDSHIFT, type);
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value, "''");
        }
    }

    private static final class Snowflake extends SnowflakeSqlDialect {
        Snowflake() {
            super(SnowflakeSqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public SqlNode getCastSpec(RelDataType type) {
            return CloudTypes.spec(SqlFlavor.SNOWFLAKE, type);
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value, "''");
        }
    }

    private static final class BigQuery extends BigQuerySqlDialect {
        BigQuery() {
            super(BigQuerySqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            OptionalInt scale =
                    call.getKind() == SqlKind.CAST ? CloudTypes.scale(call.operand(1)) : OptionalInt.empty();
            writer.print(scale.isPresent() ? "ROUND(" : "");
            super.unparseCall(writer, call, leftPrec, rightPrec);
            writer.print(scale.isPresent() ? ", " + scale.getAsInt() + ")" : "");
        }

        @Override
        public SqlNode getCastSpec(RelDataType type) {
            return CloudTypes.spec(SqlFlavor.BIGQUERY, type);
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value, "\\'");
        }

        @Override
        public StringBuilder quoteIdentifier(StringBuilder out, String name) {
            return backticks(out, name);
        }
    }

    private static final class ClickHouse extends ClickHouseSqlDialect {
        ClickHouse() {
            super(ClickHouseSqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public SqlNode getCastSpec(RelDataType type) {
            return CloudTypes.spec(SqlFlavor.CLICKHOUSE, type);
        }

        @Override
        public void quoteStringLiteral(StringBuilder out, @Nullable String charset, String value) {
            quote(out, value, "\\'");
        }

        @Override
        public StringBuilder quoteIdentifier(StringBuilder out, String name) {
            return backticks(out, name);
        }
    }
}
