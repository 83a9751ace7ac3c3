package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/**
 * The aggregates that mean in an engine what they mean in SQL. Pinot's SUM computes with doubles; its SUMPRECISION is exact. ClickHouse's
 * give 0 for no rows, those with OrNull nothing (clickhouse.com/docs/sql-reference/aggregate-functions/combinators), and what its
 * COUNT(DISTINCT) is depends on a setting, where uniqExact is exact.
 */
final class EngineAggregates {

    private static final SqlAggFunction PINOT_SUM = named("SUMPRECISION", ReturnTypes.AGG_SUM);
    private static final SqlAggFunction CLICKHOUSE_SUM = named("sumOrNull", ReturnTypes.AGG_SUM);
    private static final SqlAggFunction CLICKHOUSE_MIN = named("minOrNull", ReturnTypes.ARG0_NULLABLE_IF_EMPTY);
    private static final SqlAggFunction CLICKHOUSE_MAX = named("maxOrNull", ReturnTypes.ARG0_NULLABLE_IF_EMPTY);

    /** ClickHouse's exact number of different values. */
    static final SqlAggFunction CLICKHOUSE_DISTINCT = named("uniqExact", ReturnTypes.BIGINT);

    private EngineAggregates() {}

    static SqlAggFunction sum(SqlFlavor flavor, boolean exact) {
        return switch (flavor) {
            case PINOT -> exact ? PINOT_SUM : SqlStdOperatorTable.SUM;
            case CLICKHOUSE -> CLICKHOUSE_SUM;
            default -> SqlStdOperatorTable.SUM;
        };
    }

    static SqlAggFunction min(SqlFlavor flavor) {
        return flavor == SqlFlavor.CLICKHOUSE ? CLICKHOUSE_MIN : SqlStdOperatorTable.MIN;
    }

    static SqlAggFunction max(SqlFlavor flavor) {
        return flavor == SqlFlavor.CLICKHOUSE ? CLICKHOUSE_MAX : SqlStdOperatorTable.MAX;
    }

    private static SqlAggFunction named(String name, SqlReturnTypeInference type) {
        return new Named(name, type);
    }

    private static final class Named extends SqlAggFunction {
        Named(String name, SqlReturnTypeInference type) {
            super(
                    name,
                    null,
                    SqlKind.OTHER_FUNCTION,
                    type,
                    null,
                    OperandTypes.ANY,
                    SqlFunctionCategory.USER_DEFINED_FUNCTION);
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            ExactName.write(writer, getName(), call);
        }
    }
}
