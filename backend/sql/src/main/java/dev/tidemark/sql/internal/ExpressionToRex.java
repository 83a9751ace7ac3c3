package dev.tidemark.sql.internal;

import dev.tidemark.problems.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Turns an expression into Calcite's algebra, refusing comparisons that engines would guess about. */
final class ExpressionToRex {

    private final RexBuilder rex;
    private final Function<String, RexNode> names;
    private final @Nullable List<@Nullable Object> parameters;
    private final ZoneId zone;

    /**
     * @param names what a name stands for
     * @param parameters where constants go; null leaves them in the text, for expressions from definitions
     * @param zone in which dates and times without a zone are meant
     */
    ExpressionToRex(
            RexBuilder rex, Function<String, RexNode> names, @Nullable List<@Nullable Object> parameters, ZoneId zone) {
        this.rex = rex;
        this.names = names;
        this.parameters = parameters;
        this.zone = zone;
    }

    RexNode convert(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return names.apply(String.join(".", identifier.names));
        }
        if (node instanceof SqlLiteral literal) {
            return literal(literal);
        }
        if (node instanceof SqlCase choice) {
            return choice(choice);
        }
        if (node instanceof SqlCall call) {
            return call(call);
        }
        throw SqlText.invalid(node.getParserPosition(), "“" + node + "” is not an expression");
    }

    private RexNode call(SqlCall call) {
        return switch (call.getKind()) {
            case AND -> RexUtil.composeConjunction(rex, all(call.getOperandList()));
            case OR -> RexUtil.composeDisjunction(rex, all(call.getOperandList()));
            case NOT -> rex.makeCall(SqlStdOperatorTable.NOT, truth(call.operand(0)));
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                compare(call.getOperator(), call.operand(0), call.operand(1));
            case IN -> RexUtil.composeDisjunction(rex, each(call, SqlStdOperatorTable.EQUALS));
            case NOT_IN -> RexUtil.composeConjunction(rex, each(call, SqlStdOperatorTable.NOT_EQUALS));
            case BETWEEN -> between(call);
            case LIKE -> compare(call.getOperator(), call.operand(0), call.operand(1));
            case CAST -> cast(call);
            case DIVIDE -> divide(call);
            case COALESCE -> coalesce(call.getOperandList());
            case NULLIF -> nullIf(call);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                rex.makeCall(call.getOperator(), convert(call.operand(0)));
            case PLUS, MINUS, TIMES, MINUS_PREFIX, PLUS_PREFIX ->
                rex.makeCall(call.getOperator(), all(call.getOperandList()));
            default -> ExpressionDialect.isConcatenation(call) ? concatenated(call) : function(call);
        };
    }

    /** What is no text is written as one. */
    private RexNode concatenated(SqlCall call) {
        RelDataType text = nullable(SqlTypeName.VARCHAR);
        List<RexNode> parts = all(call.getOperandList()).stream()
                .map(part -> SqlTypeUtil.inCharFamily(part.getType()) ? part : rex.makeAbstractCast(text, part, false))
                .toList();
        return rex.makeCall(text, SqlStdOperatorTable.CONCAT, parts);
    }

    private RexNode function(SqlCall call) {
        SqlOperator operator =
                ExpressionDialect.FUNCTIONS.get(call.getOperator().getName().toUpperCase(Locale.ROOT));
        if (operator == null) {
            throw ExpressionDialect.refuse(call);
        }
        return switch (operator.getName()) {
            case "COALESCE" -> coalesce(call.getOperandList());
            case "NULLIF" -> nullIf(call);
            case "GREATEST", "LEAST", "ROUND" -> throw ExpressionDialect.refuse(call);
            default -> rex.makeCall(operator, all(call.getOperandList()));
        };
    }

    private List<RexNode> all(List<SqlNode> nodes) {
        return nodes.stream().map(this::convert).toList();
    }

    private RexNode truth(SqlNode node) {
        RexNode value = convert(node);
        if (value.getType().getSqlTypeName() != SqlTypeName.BOOLEAN) {
            throw SqlText.invalid(node.getParserPosition(), "“" + node + "” is no condition");
        }
        return value;
    }

    private List<RexNode> each(SqlCall call, SqlOperator operator) {
        if (!(call.operand(1) instanceof SqlNodeList list)) {
            throw SqlText.invalid(call.getParserPosition(), "IN needs a list of values");
        }
        List<RexNode> comparisons = new ArrayList<>();
        list.forEach(item -> comparisons.add(compare(operator, call.operand(0), item)));
        return comparisons;
    }

    private RexNode between(SqlCall call) {
        boolean negated = call.getOperator() == SqlStdOperatorTable.NOT_BETWEEN;
        RexNode inside = rex.makeCall(
                SqlStdOperatorTable.AND,
                compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, call.operand(0), call.operand(1)),
                compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, call.operand(0), call.operand(2)));
        return negated ? rex.makeCall(SqlStdOperatorTable.NOT, inside) : inside;
    }

    private RexNode compare(SqlOperator operator, SqlNode left, SqlNode right) {
        RexNode a = convert(left);
        RexNode b = convert(right);
        a = likeOther(left, a, b.getType());
        b = likeOther(right, b, a.getType());
        if (!comparable(a.getType(), b.getType())) {
            throw SqlText.invalid(
                    right.getParserPosition(),
                    "“" + left + "” is " + Types.of(a.getType()) + " and “" + right + "” is " + Types.of(b.getType()));
        }
        return rex.makeCall(operator, a, b);
    }

    /** A text constant next to a time is that time. */
    private RexNode likeOther(SqlNode node, RexNode value, RelDataType other) {
        if (!(node instanceof SqlLiteral literal) || !SqlTypeUtil.inCharFamily(value.getType())) {
            return value;
        }
        String text = String.valueOf(literal.getValueAs(String.class));
        try {
            return switch (other.getSqlTypeName()) {
                case TIMESTAMP -> replaced(value, instant(text), other);
                case DATE -> replaced(value, LocalDate.parse(text), other);
                default -> value;
            };
        } catch (DateTimeParseException e) {
            throw SqlText.invalid(
                    node.getParserPosition(), "'" + text + "' is no date or time; write for example '2026-11-23'");
        }
    }

    private RexNode replaced(RexNode value, Object with, RelDataType type) {
        if (parameters != null && value instanceof RexDynamicParam parameter) {
            parameters.set(parameter.getIndex(), with);
            return rex.makeDynamicParam(type, parameter.getIndex());
        }
        return constant(with, type);
    }

    private Instant instant(String text) {
        return Times.instant(text, zone);
    }

    private static boolean comparable(RelDataType a, RelDataType b) {
        SqlTypeFamily left = family(a);
        return left == family(b) || a.getSqlTypeName() == SqlTypeName.NULL || b.getSqlTypeName() == SqlTypeName.NULL;
    }

    private static @Nullable SqlTypeFamily family(RelDataType type) {
        return SqlTypeUtil.isNumeric(type)
                ? SqlTypeFamily.NUMERIC
                : type.getSqlTypeName().getFamily();
    }

    private RexNode divide(SqlCall call) {
        RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO);
        RexNode divisor = convert(call.operand(1));
        RelDataType number = nullable(SqlTypeName.DOUBLE);
        RexNode quotient = rex.makeCall(
                number,
                SqlStdOperatorTable.DIVIDE,
                List.of(rex.makeAbstractCast(number, convert(call.operand(0)), false), divisor));
        return rex.makeCall(
                number,
                SqlStdOperatorTable.CASE,
                List.of(
                        rex.makeCall(SqlStdOperatorTable.EQUALS, divisor, zero),
                        rex.makeNullLiteral(number),
                        quotient));
    }

    private RexNode coalesce(List<SqlNode> nodes) {
        List<RexNode> values = all(nodes);
        List<RexNode> branches = new ArrayList<>();
        for (int i = 0; i < values.size() - 1; i++) {
            branches.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, values.get(i)));
            branches.add(values.get(i));
        }
        branches.add(values.getLast());
        return rex.makeCall(SqlStdOperatorTable.CASE, branches);
    }

    private RexNode nullIf(SqlCall call) {
        RexNode value = convert(call.operand(0));
        return rex.makeCall(
                SqlStdOperatorTable.CASE,
                compare(SqlStdOperatorTable.EQUALS, call.operand(0), call.operand(1)),
                rex.makeNullLiteral(value.getType()),
                value);
    }

    private RexNode choice(SqlCase choice) {
        List<RexNode> branches = new ArrayList<>();
        for (int i = 0; i < choice.getWhenOperands().size(); i++) {
            branches.add(truth(choice.getWhenOperands().get(i)));
            branches.add(convert(choice.getThenOperands().get(i)));
        }
        SqlNode otherwise = choice.getElseOperand();
        RelDataType type = branches.get(1).getType();
        branches.add(
                otherwise == null
                                || SqlLiteral.class.isInstance(otherwise) && ((SqlLiteral) otherwise).getValue() == null
                        ? rex.makeNullLiteral(rex.getTypeFactory().createTypeWithNullability(type, true))
                        : convert(otherwise));
        return rex.makeCall(SqlStdOperatorTable.CASE, branches);
    }

    private RexNode cast(SqlCall call) {
        SqlDataTypeSpec spec = call.operand(1);
        SqlTypeName name = SqlTypeName.get(spec.getTypeName().getSimple().toUpperCase(Locale.ROOT));
        if (name == null) {
            throw SqlText.invalid(spec.getParserPosition(), "“" + spec + "” is not a type");
        }
        RelDataTypeFactory types = rex.getTypeFactory();
        RelDataType plain;
        if (name == SqlTypeName.DECIMAL
                && spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
                && basic.getPrecision() > 0) {
            plain = types.createSqlType(name, basic.getPrecision(), Math.max(0, basic.getScale()));
        } else {
            plain = types.createSqlType(name);
        }
        RelDataType type = types.createTypeWithNullability(plain, true);
        return rex.makeAbstractCast(type, convert(call.operand(0)), false);
    }

    private RexNode literal(SqlLiteral literal) {
        SqlTypeName kind = literal.getTypeName();
        return switch (kind) {
            case NULL -> rex.makeNullLiteral(rex.getTypeFactory().createSqlType(SqlTypeName.NULL));
            case BOOLEAN -> parameter(literal.getValueAs(Boolean.class), nullable(SqlTypeName.BOOLEAN));
            case DECIMAL -> number(literal.getValueAs(BigDecimal.class));
            case DOUBLE -> parameter(literal.getValueAs(BigDecimal.class).doubleValue(), nullable(SqlTypeName.DOUBLE));
            case CHAR, VARCHAR -> parameter(literal.getValueAs(String.class), nullable(SqlTypeName.VARCHAR));
            case DATE ->
                parameter(LocalDate.parse(literal.getValueAs(DateString.class).toString()), nullable(SqlTypeName.DATE));
            case TIMESTAMP ->
                parameter(
                        instant(literal.getValueAs(TimestampString.class).toString()), nullable(SqlTypeName.TIMESTAMP));
            default -> throw SqlText.invalid(literal.getParserPosition(), "“" + literal + "” cannot stand here");
        };
    }

    private RexNode number(BigDecimal value) {
        if (value.scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE) {
            return parameter(value.longValueExact(), nullable(SqlTypeName.BIGINT));
        }
        RelDataType type = rex.getTypeFactory()
                .createSqlType(
                        SqlTypeName.DECIMAL, Math.max(value.precision(), value.scale()), Math.max(0, value.scale()));
        return parameter(value, type);
    }

    private RexNode parameter(Object value, RelDataType type) {
        if (parameters == null) {
            return constant(value, type);
        }
        parameters.add(value);
        return rex.makeDynamicParam(type, parameters.size() - 1);
    }

    private RexNode constant(Object value, RelDataType type) {
        return switch (value) {
            case Boolean truth -> rex.makeLiteral(truth);
            case Long number -> rex.makeExactLiteral(BigDecimal.valueOf(number));
            case BigDecimal number -> rex.makeExactLiteral(number);
            case Double number -> rex.makeApproxLiteral(BigDecimal.valueOf(number));
            case String text -> rex.makeLiteral(text, type, false);
            case LocalDate date -> rex.makeDateLiteral(new DateString(date.toString()));
            case Instant instant ->
                throw SqlText.invalid(SqlParserPos.ZERO, "a definition cannot hold the fixed time " + instant);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    private RelDataType nullable(SqlTypeName name) {
        RelDataTypeFactory types = rex.getTypeFactory();
        RelDataType plain =
                name == SqlTypeName.TIMESTAMP ? types.createSqlType(name, Types.MICROS) : types.createSqlType(name);
        return types.createTypeWithNullability(plain, true);
    }

    static ProblemException unknownName(String name) {
        return SqlText.invalid(new SqlParserPos(1, 1), "there is no column " + name);
    }
}
