package dev.tidemark.sql.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.AggregateSql;
import dev.tidemark.sql.AggregateSql.Aggregate;
import dev.tidemark.sql.AggregateSql.Function;
import dev.tidemark.sql.AggregateSql.Shape;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.sql.SqlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Takes the aggregates out of an expression. */
public final class AggregateParts extends SqlShuttle {

    private static final Map<String, Function> FUNCTIONS = Map.of(
            "SUM", Function.SUM,
            "COUNT", Function.COUNT,
            "MIN", Function.MIN,
            "MAX", Function.MAX,
            "AVG", Function.AVERAGE,
            "MEDIAN", Function.MEDIAN);

    private final Map<String, Aggregate> byText = new LinkedHashMap<>();

    private AggregateParts() {}

    public static AggregateSql parse(String text) {
        AggregateParts parts = new AggregateParts();
        SqlNode node = parts.apart(SqlText.expression(text));
        SqlExpression formula = SqlExpression.parse(ParsedExpression.readable(node));
        List<Aggregate> aggregates = new ArrayList<>(parts.byText.values());
        Shape shape = node instanceof SqlIdentifier && aggregates.size() == 1
                ? Shape.ONE_AGGREGATE
                : isRatio(node) ? Shape.RATIO : Shape.FORMULA;
        return new AggregateSql(aggregates, formula, shape);
    }

    private SqlNode apart(SqlNode node) {
        SqlNode rest = node.accept(this);
        if (rest == null) {
            throw new IllegalStateException(node.toString());
        }
        return rest;
    }

    /** A ratio is absent where the divisor is zero, with {@code NULLIF} and without. */
    private static boolean isRatio(SqlNode node) {
        return node instanceof SqlCall call
                && call.getKind() == SqlKind.DIVIDE
                && call.operand(0) instanceof SqlIdentifier
                && (call.operand(1) instanceof SqlIdentifier || isGuarded(call.operand(1)));
    }

    private static boolean isGuarded(SqlNode node) {
        return node instanceof SqlCall call
                && call.getOperator().getName().equalsIgnoreCase("NULLIF")
                && call.operandCount() == 2
                && call.operand(0) instanceof SqlIdentifier
                && call.operand(1) instanceof SqlLiteral zero
                && zero.toValue() != null
                && "0".equals(zero.toValue());
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier identifier) {
        if (identifier.names.size() > 1) {
            throw new ProblemException(
                    SqlProblem.UNSUPPORTED_SQL,
                    "The column " + identifier + " outside of an aggregate",
                    place(identifier),
                    "aggregates of columns, and arithmetic over them");
        }
        return identifier;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        Function function = FUNCTIONS.get(name);
        if (function == null || !(call.getOperator() instanceof SqlFunction) || call.operandCount() != 1) {
            ExpressionDialect.checkOne(call);
            return super.visit(call);
        }
        SqlLiteral quantifier = call instanceof SqlBasicCall basic ? basic.getFunctionQuantifier() : null;
        boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
        return alias(aggregate(distinct ? distinct(function, call) : function, call), call);
    }

    private static Function distinct(Function function, SqlCall call) {
        return switch (function) {
            case COUNT, COUNT_DISTINCT -> Function.COUNT_DISTINCT;
            case MIN, MAX -> function;
            case SUM, AVERAGE, MEDIAN ->
                throw new ProblemException(
                        SqlProblem.UNSUPPORTED_SQL,
                        "DISTINCT in " + call.getOperator().getName(),
                        place(call),
                        "COUNT(DISTINCT …)");
        };
    }

    private Aggregate aggregate(Function function, SqlCall call) {
        boolean star = call.operand(0) instanceof SqlIdentifier identifier && identifier.isStar();
        Optional<SqlExpression> argument =
                star ? Optional.empty() : Optional.of(SqlExpression.parse(ParsedExpression.readable(call.operand(0))));
        return byText.computeIfAbsent(
                function + " " + argument, text -> new Aggregate("part_" + (byText.size() + 1), function, argument));
    }

    private static SqlNode alias(Aggregate aggregate, SqlCall call) {
        return new SqlIdentifier(aggregate.alias(), call.getParserPosition());
    }

    private static String place(SqlNode node) {
        return "line " + node.getParserPosition().getLineNum() + ", column "
                + node.getParserPosition().getColumnNum();
    }
}
