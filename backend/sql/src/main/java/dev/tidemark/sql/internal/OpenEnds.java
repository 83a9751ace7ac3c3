package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Rows that hold until further notice, whose end is null. DuckDB joins by hash only where each condition compares one side with the other: with
 * {@code end IS NULL OR at < end} it puts every row of an outer join beside every other. So an end that is not known is infinite there, which says the
 * same: an instant that is infinite itself is none that something happened at.
 */
final class OpenEnds {

    private static final String INFINITE = "infinity";

    private OpenEnds() {}

    private static boolean help(SqlFlavor flavor) {
        return flavor == SqlFlavor.DUCKDB || flavor == SqlFlavor.DUCKDB_DATABASE;
    }

    /** That the end is open or after the instant, of which another condition says that it is not null. */
    static RexNode after(RelBuilder builder, SqlFlavor flavor, RexNode at, RexNode end) {
        if (!help(flavor) || !isTime(end.getType())) {
            return builder.or(builder.isNull(end), builder.call(SqlStdOperatorTable.LESS_THAN, at, end));
        }
        RexNode infinite = builder.getRexBuilder().makeAbstractCast(end.getType(), builder.literal(INFINITE), false);
        return builder.call(
                SqlStdOperatorTable.LESS_THAN, at, builder.call(SqlStdOperatorTable.COALESCE, end, infinite));
    }

    /** The condition of a join, validated, with its open ends written so that the engine can join by hash. */
    static SqlNode closed(SqlNode condition, SqlFlavor flavor, SqlValidator validator) {
        if (!help(flavor) || condition.getKind() != SqlKind.AND) {
            return condition;
        }
        return closed(condition, condition, validator);
    }

    private static SqlNode closed(SqlNode part, SqlNode whole, SqlValidator validator) {
        if (!(part instanceof SqlCall call)) {
            return part;
        }
        return switch (call.getKind()) {
            case AND ->
                call.getOperator()
                        .createCall(
                                call.getParserPosition(),
                                closed(call.operand(0), whole, validator),
                                closed(call.operand(1), whole, validator));
            case OR ->
                closed(call.operand(0), call.operand(1), whole, validator)
                        .or(() -> closed(call.operand(1), call.operand(0), whole, validator))
                        .orElse(part);
            default -> part;
        };
    }

    private static Optional<SqlNode> closed(SqlNode open, SqlNode before, SqlNode whole, SqlValidator validator) {
        if (open.getKind() != SqlKind.IS_NULL || !(before instanceof SqlCall comparison)) {
            return Optional.empty();
        }
        SqlNode end = ((SqlCall) open).operand(0);
        RelDataType type = validator.getValidatedNodeTypeIfKnown(end);
        boolean endIsRight = before.getKind() == SqlKind.LESS_THAN || before.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
        boolean endIsLeft =
                before.getKind() == SqlKind.GREATER_THAN || before.getKind() == SqlKind.GREATER_THAN_OR_EQUAL;
        if (type == null || !isTime(type) || !endIsRight && !endIsLeft) {
            return Optional.empty();
        }
        SqlNode at = comparison.operand(endIsRight ? 0 : 1);
        if (!same(comparison.operand(endIsRight ? 1 : 0), end) || !isCompared(at, whole)) {
            return Optional.empty();
        }
        SqlNode infinite = SqlStdOperatorTable.CAST.createCall(
                SqlParserPos.ZERO,
                SqlLiteral.createCharString(INFINITE, SqlParserPos.ZERO),
                Dialects.basic(type.getSqlTypeName() == SqlTypeName.DATE ? SqlTypeName.DATE : SqlTypeName.TIMESTAMP));
        SqlNode known = SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, end, infinite);
        List<SqlNode> sides = endIsRight ? List.of(at, known) : List.of(known, at);
        return Optional.of(comparison.getOperator().createCall(comparison.getParserPosition(), sides));
    }

    /** Whether another condition fails where the instant is null. */
    private static boolean isCompared(SqlNode at, SqlNode condition) {
        if (!(condition instanceof SqlCall call)) {
            return false;
        }
        if (call.getKind() == SqlKind.AND) {
            return call.getOperandList().stream().anyMatch(part -> isCompared(at, part));
        }
        return SqlKind.COMPARISON.contains(call.getKind())
                && call.getOperandList().stream().anyMatch(side -> same(side, at));
    }

    private static boolean same(@Nullable SqlNode one, SqlNode other) {
        return one != null && one.equalsDeep(other, Litmus.IGNORE);
    }

    private static boolean isTime(RelDataType type) {
        return SqlTypeUtil.isDatetime(type);
    }
}
