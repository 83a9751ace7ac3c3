package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.BigQuerySqlDialect;
import org.apache.calcite.sql.dialect.ClickHouseSqlDialect;
import org.apache.calcite.sql.dialect.RedshiftSqlDialect;
import org.apache.calcite.sql.dialect.SnowflakeSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
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

    private static @Nullable SqlNode spec(SqlFlavor flavor, RelDataType type, String otherwise) {
        if (type.getSqlTypeName() == SqlTypeName.TIMESTAMP) {
            return Dialects.instantSpec(flavor, type);
        }
        return type.getSqlTypeName() == SqlTypeName.VARCHAR
                ? new SqlDataTypeSpec(
                        new SqlAlienSystemTypeNameSpec(otherwise, SqlTypeName.VARCHAR, SqlParserPos.ZERO),
                        SqlParserPos.ZERO)
                : null;
    }

    private static final class Redshift extends RedshiftSqlDialect {
        Redshift() {
            super(RedshiftSqlDialect.DEFAULT_CONTEXT);
        }

        @Override
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode own = spec(SqlFlavor.REDSHIFT, type, "VARCHAR(65535)");
            return own == null ? super.getCastSpec(type) : own;
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
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode own = spec(SqlFlavor.SNOWFLAKE, type, "VARCHAR");
            return own == null ? super.getCastSpec(type) : own;
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
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode own = spec(SqlFlavor.BIGQUERY, type, "STRING");
            return own == null ? super.getCastSpec(type) : own;
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
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            SqlNode own = spec(SqlFlavor.CLICKHOUSE, type, "Nullable(String)");
            return own == null ? super.getCastSpec(type) : own;
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
