package dev.tidemark.sql.internal;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A decimal column as a key. Pinot 0.11 cannot group by two things of which one is a decimal: each segment fails, and what it says is only
 * “450 … indexedTable is null”. As text every digit is kept. A decimal column itself cannot be read as text either, but a decimal that was
 * computed can, so that it is cast to what it is first. Absent values are told from zero, which stands in for them in the column.
 */
final class PinotText extends SqlFunction {

    /** What absent texts are in Pinot's columns, too. */
    private static final String ABSENT = "␀";

    private static final PinotText OF = new PinotText();

    private PinotText() {
        super(
                "PINOT_TEXT",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0,
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.STRING);
    }

    /** What is computed is a double in Pinot, and can be a key. */
    static RexNode key(RexBuilder rex, RexNode key) {
        boolean decimal = key.getType().getSqlTypeName() == SqlTypeName.DECIMAL;
        return decimal && key instanceof RexInputRef ? rex.makeCall(key.getType(), OF, List.of(key)) : key;
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        SqlNode column = call.operand(0);
        writer.print("CASE WHEN ");
        column.unparse(writer, 0, 0);
        writer.print(" IS NOT NULL THEN CAST(CAST(");
        column.unparse(writer, 0, 0);
        writer.print(" AS DECIMAL) AS VARCHAR) ELSE '" + ABSENT + "' END");
    }
}
