package dev.tidemark.sql.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlProblem;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/** Reading SQL text, with errors that say where. */
final class SqlText {

    static final SqlParser.Config CONFIG = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withConformance(SqlConformanceEnum.LENIENT);

    private static final Pattern RESERVED = Pattern.compile("Encountered \"[A-Za-z_]+\" at .*");

    /** Levels of one expression inside of another; reading, validating and writing take some stack for each. */
    private static final int DEEPEST = 500;

    private static final String TOO_DEEP = "it is nested too deeply, " + DEEPEST + " levels are the most";

    private SqlText() {}

    static SqlNode query(String sql) {
        try {
            return shallow(SqlParser.create(withoutTerminator(sql), CONFIG).parseQuery());
        } catch (SqlParseException e) {
            throw invalid(e);
        }
    }

    static SqlNode expression(String sql) {
        try {
            return shallow(SqlParser.create(sql, CONFIG).parseExpression());
        } catch (SqlParseException e) {
            throw invalid(e);
        }
    }

    /** Goes through it level by level, so that nothing of any depth fills the stack. */
    private static SqlNode shallow(SqlNode root) {
        List<SqlNode> level = List.of(root);
        for (int depth = 1; !level.isEmpty(); depth++) {
            if (depth > DEEPEST) {
                throw invalid(level.getFirst().getParserPosition(), TOO_DEEP);
            }
            level = level.stream().flatMap(SqlText::parts).toList();
        }
        return root;
    }

    private static Stream<SqlNode> parts(SqlNode node) {
        List<? extends @Nullable SqlNode> parts = switch (node) {
            case SqlCall call -> call.getOperandList();
            case SqlNodeList list -> list.getList();
            default -> List.<SqlNode>of();
        };
        return parts.stream().filter(Objects::nonNull).map(SqlNode.class::cast);
    }

    private static ProblemException invalid(SqlParseException e) {
        // Calcite knows no place for a number that it cannot read, such as 1e99999999999.
        SqlParserPos at = Objects.requireNonNullElse(e.getPos(), new SqlParserPos(1, 1));
        // It says nothing when its stack is full.
        return invalid(at, Objects.requireNonNullElse(e.getMessage(), TOO_DEEP)).because(e);
    }

    static ProblemException invalid(CalciteContextException e) {
        Throwable cause = e.getCause();
        String reason = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
        return new ProblemException(SqlProblem.INVALID_SQL, e.getPosLine(), e.getPosColumn(), firstSentence(reason))
                .withFault(e.getPosLine() + ":" + e.getPosColumn(), firstSentence(reason))
                .because(e);
    }

    static ProblemException invalid(SqlParserPos at, String reason) {
        String sentence = firstSentence(reason);
        return new ProblemException(SqlProblem.INVALID_SQL, at.getLineNum(), at.getColumnNum(), sentence)
                .withFault(at.getLineNum() + ":" + at.getColumnNum(), sentence);
    }

    /** Calcite lists every token that would have fitted; the first line is what a person can use. */
    private static String firstSentence(String reason) {
        int end = reason.indexOf('\n');
        String line = end < 0 ? reason : reason.substring(0, end);
        return RESERVED.matcher(line).matches()
                ? line + " (a reserved word used as a name goes in double quotes)"
                : line;
    }

    private static String withoutTerminator(String sql) {
        String text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }
}
