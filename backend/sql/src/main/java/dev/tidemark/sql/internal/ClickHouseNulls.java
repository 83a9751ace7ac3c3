package dev.tidemark.sql.internal;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.tools.RelBuilder;

/**
 * A row without a partner gets '' and 0 in ClickHouse where columns hold no nulls, unless they are made to: its join_use_nulls does not go
 * with inequalities, which versions need (clickhouse.com/docs/sql-reference/statements/select/join).
 */
final class ClickHouseNulls {

    private static final SqlFunction TO_NULLABLE =
            new SqlFunction(
                    "toNullable",
                    SqlKind.OTHER_FUNCTION,
                    ReturnTypes.ARG0_FORCE_NULLABLE,
                    null,
                    OperandTypes.ANY,
                    SqlFunctionCategory.USER_DEFINED_FUNCTION) {
                @Override
                public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
                    ExactName.write(writer, getName(), call);
                }
            };

    private ClickHouseNulls() {}

    /** The relation on the builder's stack, in columns that can hold nulls. */
    static void allow(RelBuilder builder, RexBuilder rex) {
        RelDataTypeFactory types = rex.getTypeFactory();
        List<RexNode> fields = builder.fields().stream()
                .map(field -> {
                    RelDataType type = types.createTypeWithNullability(field.getType(), true);
                    return rex.makeCall(type, TO_NULLABLE, List.of(field));
                })
                .toList();
        builder.project(fields, builder.peek().getRowType().getFieldNames(), true);
    }
}
