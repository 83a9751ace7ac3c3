package dev.tidemark.sql.internal;

import dev.tidemark.sql.Arithmetic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Expressions over merged values, computed in this process by SQL's rules: an absent operand makes an absent result. */
final class Computation {

    private final Function<String, @Nullable Object> values;
    private final ZoneId zone;

    Computation(Function<String, @Nullable Object> values, ZoneId zone) {
        this.values = values;
        this.zone = zone;
    }

    @Nullable Object of(@Nullable SqlNode node) {
        return switch (node) {
            case SqlIdentifier name -> values.apply(String.join(".", name.names));
            case SqlLiteral literal -> literal(literal);
            case SqlCase choice -> choice(choice);
            case SqlCall call -> call(call);
            case null, default -> null;
        };
    }

    private static @Nullable Object literal(SqlLiteral literal) {
        return switch (literal.getTypeName()) {
            case NULL -> null;
            case BOOLEAN -> literal.getValueAs(Boolean.class);
            case DECIMAL -> {
                BigDecimal value = literal.getValueAs(BigDecimal.class);
                boolean whole = value.scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
                yield whole ? (Object) value.longValueExact() : value;
            }
            case DOUBLE -> literal.getValueAs(BigDecimal.class).doubleValue();
            case CHAR, VARCHAR -> literal.getValueAs(String.class);
            case DATE -> LocalDate.parse(String.valueOf(literal.getValue()));
            default -> throw SqlText.invalid(literal.getParserPosition(), "“" + literal + "” cannot stand here");
        };
    }

    private @Nullable Object choice(SqlCase choice) {
        for (int i = 0; i < choice.getWhenOperands().size(); i++) {
            if (Boolean.TRUE.equals(of(choice.getWhenOperands().get(i)))) {
                return of(choice.getThenOperands().get(i));
            }
        }
        return of(choice.getElseOperand());
    }

    private @Nullable Object call(SqlCall call) {
        return switch (call.getKind()) {
            case AND -> both(call.getOperandList(), false);
            case OR -> both(call.getOperandList(), true);
            case NOT -> of(call.operand(0)) instanceof Boolean truth ? !truth : null;
            case IS_NULL -> of(call.operand(0)) == null;
            case IS_NOT_NULL -> of(call.operand(0)) != null;
            case IS_TRUE -> Boolean.TRUE.equals(of(call.operand(0)));
            case IS_NOT_TRUE -> !Boolean.TRUE.equals(of(call.operand(0)));
            case IS_FALSE -> Boolean.FALSE.equals(of(call.operand(0)));
            case IS_NOT_FALSE -> !Boolean.FALSE.equals(of(call.operand(0)));
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                compared(call, call.operand(0), call.operand(1));
            case IN -> in(call);
            case NOT_IN -> in(call) instanceof Boolean truth ? !truth : null;
            case BETWEEN -> between(call);
            case LIKE -> like(call);
            case CAST -> cast(of(call.operand(0)), call.operand(1));
            case PLUS, MINUS, TIMES, DIVIDE -> arithmetic(call);
            case MINUS_PREFIX ->
                of(call.operand(0)) instanceof Number number ? (Object) Arithmetic.subtract(0L, number) : null;
            case PLUS_PREFIX -> of(call.operand(0));
            default -> ExpressionDialect.isConcatenation(call) ? concatenated(call) : function(call);
        };
    }

    private @Nullable Object concatenated(SqlCall call) {
        Object left = of(call.operand(0));
        Object right = of(call.operand(1));
        return left == null || right == null ? null : text(left) + text(right);
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** AND and OR with three truth values; {@code decisive} is the value that settles it. */
    private @Nullable Object both(List<SqlNode> parts, boolean decisive) {
        boolean unknown = false;
        for (SqlNode part : parts) {
            Object truth = of(part);
            if (truth == null) {
                unknown = true;
            } else if (truth.equals(decisive)) {
                return decisive;
            }
        }
        return unknown ? null : (Object) !decisive;
    }

    private @Nullable Boolean compared(SqlCall call, SqlNode left, SqlNode right) {
        Integer order = order(left, right);
        if (order == null) {
            return null;
        }
        return switch (call.getKind()) {
            case EQUALS -> order == 0;
            case NOT_EQUALS -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            default -> order >= 0;
        };
    }

    private @Nullable Integer order(SqlNode left, SqlNode right) {
        Object a = of(left);
        Object b = of(right);
        if (a == null || b == null) {
            return null;
        }
        Object x = a instanceof String text ? like(text, b, left) : a;
        Object y = b instanceof String text ? like(text, a, right) : b;
        return switch (x) {
            case Number number
            when y instanceof Number other -> Arithmetic.exact(number).compareTo(Arithmetic.exact(other));
            case String text when y instanceof String other -> text.compareTo(other);
            case Boolean truth when y instanceof Boolean other -> truth.compareTo(other);
            case Instant time when y instanceof Instant other -> time.compareTo(other);
            case LocalDate day when y instanceof LocalDate other -> day.compareTo(other);
            default ->
                throw SqlText.invalid(right.getParserPosition(), "“" + left + "” and “" + right + "” differ in type");
        };
    }

    /** A text next to a time is that time. */
    private Object like(String text, Object other, SqlNode node) {
        try {
            return switch (other) {
                case Instant time -> Times.instant(text, zone);
                case LocalDate day -> LocalDate.parse(text);
                default -> text;
            };
        } catch (DateTimeParseException e) {
            throw SqlText.invalid(
                    node.getParserPosition(), "'" + text + "' is no date or time; write for example '2026-11-23'");
        }
    }

    private @Nullable Boolean in(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList list)) {
            throw SqlText.invalid(call.getParserPosition(), "IN needs a list of values");
        }
        boolean unknown = false;
        for (SqlNode item : list) {
            Integer order = order(call.operand(0), item);
            if (order == null) {
                unknown = true;
            } else if (order == 0) {
                return true;
            }
        }
        return unknown ? null : (Boolean) false;
    }

    private @Nullable Boolean between(SqlCall call) {
        Integer low = order(call.operand(0), call.operand(1));
        Integer high = order(call.operand(0), call.operand(2));
        if (low == null || high == null) {
            return null;
        }
        boolean inside = low >= 0 && high <= 0;
        return call.getOperator() == SqlStdOperatorTable.NOT_BETWEEN ? !inside : inside;
    }

    private @Nullable Boolean like(SqlCall call) {
        if (!(of(call.operand(0)) instanceof String text) || !(of(call.operand(1)) instanceof String pattern)) {
            return null;
        }
        String regex = pattern.chars()
                .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        boolean fits = Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
        return call.getOperator() == SqlStdOperatorTable.NOT_LIKE ? !fits : fits;
    }

    private static @Nullable Object cast(@Nullable Object value, SqlDataTypeSpec type) {
        if (!(value instanceof Number number)) {
            return value;
        }
        return switch (type.getTypeName().getSimple().toUpperCase(Locale.ROOT)) {
            case "DOUBLE", "FLOAT", "REAL" -> number.doubleValue();
            case "INTEGER", "BIGINT", "SMALLINT" ->
                Arithmetic.exact(number).setScale(0, RoundingMode.HALF_UP).longValueExact();
            default -> number;
        };
    }

    private @Nullable Object arithmetic(SqlCall call) {
        if (!(of(call.operand(0)) instanceof Number a) || !(of(call.operand(1)) instanceof Number b)) {
            return null;
        }
        return switch (call.getKind()) {
            case PLUS -> Arithmetic.add(a, b);
            case MINUS -> Arithmetic.subtract(a, b);
            case TIMES -> Arithmetic.multiply(a, b);
            default -> Arithmetic.divide(a, b);
        };
    }

    private @Nullable Object function(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "COALESCE" -> {
                Object found = null;
                for (int i = 0; i < operands.size() && found == null; i++) {
                    found = of(operands.get(i));
                }
                yield found;
            }
            case "NULLIF" -> {
                Integer order = order(operands.get(0), operands.get(1));
                yield order != null && order == 0 ? null : of(operands.get(0));
            }
            case "GREATEST" -> extreme(operands, 1);
            case "LEAST" -> extreme(operands, -1);
            case "ABS" ->
                of(operands.get(0)) instanceof Number number
                        ? number.doubleValue() < 0 ? Arithmetic.subtract(0L, number) : number
                        : null;
            case "ROUND" -> rounded(operands);
            case "LOWER" -> of(operands.get(0)) instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
            case "UPPER" -> of(operands.get(0)) instanceof String text ? text.toUpperCase(Locale.ROOT) : null;
            case "CHAR_LENGTH" -> of(operands.get(0)) instanceof String text ? (Object) (long) text.length() : null;
            default -> throw ExpressionDialect.refuse(call);
        };
    }

    private @Nullable Object extreme(List<SqlNode> operands, int sign) {
        SqlNode best = operands.getFirst();
        for (SqlNode operand : operands) {
            Integer order = order(operand, best);
            if (order == null) {
                return null;
            }
            best = order * sign > 0 ? operand : best;
        }
        return of(best);
    }

    private @Nullable Object rounded(List<SqlNode> operands) {
        Object digits = operands.size() > 1 ? of(operands.get(1)) : (Object) 0L;
        return of(operands.getFirst()) instanceof Number number && digits instanceof Long places
                ? Arithmetic.exact(number).setScale(places.intValue(), RoundingMode.HALF_UP)
                : null;
    }
}
