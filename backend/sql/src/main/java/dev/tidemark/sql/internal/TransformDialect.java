package dev.tidemark.sql.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlProblem;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** The part of SQL that DuckDB and Trino answer alike; everything else is refused by name and place. */
final class TransformDialect {

    private static final Set<String> FUNCTIONS = Set.of(
            "ABS",
            "AVG",
            "CAST",
            "CEIL",
            "CHAR_LENGTH",
            "CHARACTER_LENGTH",
            "COALESCE",
            "COUNT",
            "DENSE_RANK",
            "EXTRACT",
            "FIRST_VALUE",
            "FLOOR",
            "JSON_VALUE",
            "LAG",
            "LAST_VALUE",
            "LEAD",
            "LOWER",
            "MAX",
            "MIN",
            "MOD",
            "NULLIF",
            "POSITION",
            "RANK",
            "ROUND",
            "ROW_NUMBER",
            "SUBSTRING",
            "SUM",
            "TRIM",
            "UPPER");

    /** Written without parentheses, so they look like columns; running twice would give two results. */
    private static final Set<String> CLOCKS =
            Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "CURRENT_USER");

    private TransformDialect() {}

    /** What can be seen before names are resolved. */
    static final class Syntax extends SqlBasicVisitor<@Nullable Void> {
        @Override
        public @Nullable Void visit(SqlIdentifier name) {
            String last = name.names.getLast().toUpperCase(Locale.ROOT);
            if (name.isSimple() && CLOCKS.contains(last)) {
                throw refuse(last, name.getParserPosition(), "a time column of an input");
            }
            return null;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            if (call.getOperator() instanceof SqlFunction function
                    && !FUNCTIONS.contains(function.getName().toUpperCase(Locale.ROOT))) {
                throw refuse(
                        "The function " + function.getName(),
                        call.getParserPosition(),
                        String.join(", ", FUNCTIONS.stream().sorted().toList()));
            }
            if (call instanceof SqlSelect select && select.getQualify() != null) {
                throw refuse("QUALIFY", select.getQualify().getParserPosition(), "a subquery with ROW_NUMBER()");
            }
            if (call.getKind() == SqlKind.MATCH_RECOGNIZE || call.getKind() == SqlKind.PIVOT) {
                throw refuse(call.getKind().name(), call.getParserPosition(), "joins and window functions");
            }
            return super.visit(call);
        }
    }

    /** What needs types. */
    static final class Meaning extends SqlBasicVisitor<@Nullable Void> {
        private final SqlValidator validator;

        Meaning(SqlValidator validator) {
            this.validator = validator;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.DIVIDE && exact(call.operand(0)) && exact(call.operand(1))) {
                throw refuse("Dividing two exact numbers", call.getParserPosition(), "CAST(… AS DOUBLE) on one side");
            }
            if (call.getKind() == SqlKind.AVG && exact(call.operand(0))) {
                throw refuse("AVG of an exact number", call.getParserPosition(), "AVG(CAST(… AS DOUBLE))");
            }
            if (call.getKind() == SqlKind.EXTRACT && call.operand(0).toString().contains("DOW")) {
                throw refuse("EXTRACT(DOW)", call.getParserPosition(), "arithmetic on dates");
            }
            return super.visit(call);
        }

        private boolean exact(SqlNode operand) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(operand);
            return type != null && SqlTypeUtil.isExactNumeric(type);
        }
    }

    private static ProblemException refuse(String what, SqlParserPos at, String instead) {
        String place = "line " + at.getLineNum() + ", column " + at.getColumnNum();
        return new ProblemException(SqlProblem.UNSUPPORTED_SQL, what, place, instead)
                .withFault(at.getLineNum() + ":" + at.getColumnNum(), what);
    }
}
