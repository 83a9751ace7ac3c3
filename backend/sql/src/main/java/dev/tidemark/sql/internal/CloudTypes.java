package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/**
 * What the types of casts are called in the databases that no test can start. BigQuery's NUMERIC has nine digits after the point, its
 * BIGNUMERIC 38 (cloud.google.com/bigquery/docs/reference/standard-sql/data-types); a cast rounds to neither of ours, so that it is rounded.
 * ClickHouse's types hold no nulls unless they say so.
 */
final class CloudTypes {

    private static final int NUMERIC_SCALE = 9;
    private static final int NUMERIC_WHOLE = 29;

    private CloudTypes() {}

    static SqlNode spec(SqlFlavor flavor, RelDataType type) {
        boolean decimal = type.getSqlTypeName() == SqlTypeName.DECIMAL;
        return new SqlDataTypeSpec(
                new Written(text(flavor, type), decimal ? OptionalInt.of(type.getScale()) : OptionalInt.empty()),
                SqlParserPos.ZERO);
    }

    /** The digits after the point of a decimal. */
    static OptionalInt scale(SqlNode spec) {
        return spec instanceof SqlDataTypeSpec type && type.getTypeNameSpec() instanceof Written written
                ? written.scale
                : OptionalInt.empty();
    }

    private static String text(SqlFlavor flavor, RelDataType type) {
        return switch (flavor) {
            case BIGQUERY -> bigQuery(type);
            case CLICKHOUSE -> "Nullable(" + clickHouse(type) + ")";
            default -> sql(flavor, type);
        };
    }

    private static String sql(SqlFlavor flavor, RelDataType type) {
        boolean redshift = flavor == SqlFlavor.REDSHIFT;
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DECIMAL -> "DECIMAL" + digits(type);
            case FLOAT, REAL, DOUBLE -> "DOUBLE PRECISION";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> redshift ? "TIMESTAMPTZ" : "TIMESTAMP_LTZ";
            default -> redshift ? "VARCHAR(65535)" : "VARCHAR";
        };
    }

    private static String bigQuery(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> "INT64";
            case DECIMAL ->
                type.getScale() <= NUMERIC_SCALE && type.getPrecision() - type.getScale() <= NUMERIC_WHOLE
                        ? "NUMERIC"
                        : "BIGNUMERIC";
            case FLOAT, REAL, DOUBLE -> "FLOAT64";
            case BOOLEAN -> "BOOL";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            default -> "STRING";
        };
    }

    private static String clickHouse(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> "Int32";
            case BIGINT -> "Int64";
            case DECIMAL -> "Decimal" + digits(type);
            case FLOAT, REAL, DOUBLE -> "Float64";
            case BOOLEAN -> "Bool";
            case DATE -> "Date32";
            case TIMESTAMP -> "DateTime64(6)";
            default -> "String";
        };
    }

    private static String digits(RelDataType type) {
        return "(" + type.getPrecision() + ", " + type.getScale() + ")";
    }

    /** A type as it is written, where Calcite would quote it or write it in capitals. */
    private static final class Written extends SqlTypeNameSpec {
        private final String text;
        private final OptionalInt scale;

        Written(String text, OptionalInt scale) {
            super(new SqlIdentifier(text, SqlParserPos.ZERO), SqlParserPos.ZERO);
            this.text = text;
            this.scale = scale;
        }

        @Override
        public RelDataType deriveType(SqlValidator validator) {
            throw new IllegalStateException("nothing is validated once it is written");
        }

        @Override
        public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
            writer.print(text);
        }

        @Override
        public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
            return litmus.check(other instanceof Written written && written.text.equals(text), "{} != {}", this, other);
        }
    }
}
