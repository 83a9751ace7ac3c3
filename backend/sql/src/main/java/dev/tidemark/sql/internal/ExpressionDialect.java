package dev.tidemark.sql.internal;

import static java.util.Map.entry;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlProblem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The scalar SQL that definitions and filters may use in every engine. */
final class ExpressionDialect {

    /** Calls by name; operators such as {@code +} and {@code AND} by their kind below. */
    static final Map<String, SqlOperator> FUNCTIONS = Map.ofEntries(
            entry("ABS", SqlStdOperatorTable.ABS),
            entry("CHAR_LENGTH", SqlStdOperatorTable.CHAR_LENGTH),
            entry("COALESCE", SqlStdOperatorTable.COALESCE),
            entry("GREATEST", SqlLibraryOperators.GREATEST),
            entry("LEAST", SqlLibraryOperators.LEAST),
            entry("ROUND", SqlStdOperatorTable.ROUND),
            entry("LOWER", SqlStdOperatorTable.LOWER),
            entry("NULLIF", SqlStdOperatorTable.NULLIF),
            entry("UPPER", SqlStdOperatorTable.UPPER));

    private static final Set<SqlKind> KINDS = Set.of(
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IN,
            SqlKind.NOT_IN,
            SqlKind.BETWEEN,
            SqlKind.LIKE,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.MINUS_PREFIX,
            SqlKind.PLUS_PREFIX,
            SqlKind.CASE,
            SqlKind.CAST);

    private ExpressionDialect() {}

    static void check(SqlNode node) {
        node.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                checkOne(call);
                return super.visit(call);
            }
        });
    }

    /** Checks a call, not its operands. */
    static void checkOne(SqlCall call) {
        boolean known = call.getOperator() instanceof SqlFunction function && call.getKind() != SqlKind.CAST
                ? FUNCTIONS.containsKey(function.getName().toUpperCase(Locale.ROOT))
                : KINDS.contains(call.getKind()) || isConcatenation(call);
        if (!known) {
            throw refuse(call);
        }
    }

    /** Whether it is {@code a || b}, which has no kind of its own. */
    static boolean isConcatenation(SqlCall call) {
        return call.getOperator() == SqlStdOperatorTable.CONCAT;
    }

    static ProblemException refuse(SqlCall call) {
        int line = call.getParserPosition().getLineNum();
        int column = call.getParserPosition().getColumnNum();
        List<String> names = FUNCTIONS.keySet().stream().sorted().toList();
        return new ProblemException(
                        SqlProblem.UNSUPPORTED_SQL,
                        call.getOperator().getName(),
                        "line " + line + ", column " + column,
                        "comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, arithmetic, ||, CASE, CAST, "
                                + String.join(", ", names))
                .withFault(line + ":" + column, call.getOperator().getName());
    }
}
