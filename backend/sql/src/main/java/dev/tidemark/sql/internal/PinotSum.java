package dev.tidemark.sql.internal;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Pinot's SUM computes with doubles; its SUMPRECISION is exact. */
final class PinotSum extends SqlAggFunction {

    static final PinotSum PRECISE = new PinotSum();

    private PinotSum() {
        super(
                "SUMPRECISION",
                null,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.AGG_SUM,
                null,
                OperandTypes.NUMERIC,
                SqlFunctionCategory.NUMERIC);
    }
}
