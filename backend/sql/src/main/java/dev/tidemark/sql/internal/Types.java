package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Our types as Calcite's and back. An instant is Calcite's TIMESTAMP: every session runs in UTC. */
final class Types {

    static final int MICROS = 6;

    private Types() {}

    static RelDataTypeFactory factory() {
        return new JavaTypeFactoryImpl(new Exact()) {
            @Override
            public Charset getDefaultCharset() {
                return StandardCharsets.UTF_8;
            }
        };
    }

    static RelDataType of(SqlType type, boolean nullable, RelDataTypeFactory types) {
        RelDataType plain = switch (type.kind()) {
            case STRING -> types.createSqlType(SqlTypeName.VARCHAR);
            case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
            case LONG -> types.createSqlType(SqlTypeName.BIGINT);
            case DECIMAL -> types.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
            case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
            case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
            case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, MICROS);
            case DATE -> types.createSqlType(SqlTypeName.DATE);
        };
        return types.createTypeWithNullability(plain, nullable);
    }

    static SqlType of(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> SqlType.INTEGER;
            case BIGINT -> SqlType.LONG;
            case DECIMAL -> SqlType.decimal(type.getPrecision(), type.getScale());
            case FLOAT, REAL, DOUBLE -> SqlType.DOUBLE;
            case BOOLEAN -> SqlType.BOOLEAN;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> SqlType.TIMESTAMP;
            case DATE -> SqlType.DATE;
            default -> SqlType.STRING;
        };
    }

    /** Sums that cannot overflow, strings that are never padded, and 38 digits as every engine has them. */
    private static final class Exact extends RelDataTypeSystemImpl {
        private static final int DIGITS = 38;

        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case DECIMAL -> DIGITS;
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MICROS;
                default -> super.getMaxPrecision(typeName);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
            return typeName == SqlTypeName.DECIMAL ? DIGITS : super.getMaxScale(typeName);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
            return typeName == SqlTypeName.TIMESTAMP ? MICROS : super.getDefaultPrecision(typeName);
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }

        @Override
        public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
            RelDataType sum = switch (argument.getSqlTypeName()) {
                case TINYINT, SMALLINT, INTEGER, BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
                case DECIMAL -> types.createSqlType(SqlTypeName.DECIMAL, DIGITS, argument.getScale());
                default -> types.createSqlType(SqlTypeName.DOUBLE);
            };
            return types.createTypeWithNullability(sum, true);
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
            return types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
        }
    }

    static RelDataTypeSystem system() {
        return new Exact();
    }
}
