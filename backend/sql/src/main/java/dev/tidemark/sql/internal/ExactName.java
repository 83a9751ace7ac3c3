package dev.tidemark.sql.internal;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** A function's name as it is: Calcite writes names in capitals, and ClickHouse knows a function by its capitals. */
final class ExactName {

    private ExactName() {}

    static void write(SqlWriter writer, String name, SqlCall call) {
        writer.print(name);
        SqlWriter.Frame frame = writer.startList("(", ")");
        for (SqlNode operand : call.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }
}
