package dev.tidemark.sql.internal;

import dev.tidemark.sql.Arithmetic;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.jspecify.annotations.Nullable;

/** Arithmetic over merged values, in this process. */
final class Computation {

    private Computation() {}

    static @Nullable Number of(SqlNode node, Function<String, @Nullable Number> values) {
        if (node instanceof SqlIdentifier name) {
            return values.apply(String.join(".", name.names));
        }
        if (node instanceof SqlNumericLiteral literal) {
            BigDecimal value = literal.getValueAs(BigDecimal.class);
            return value.scale() <= 0 ? (Number) value.longValueExact() : value;
        }
        if (node instanceof SqlCall call) {
            return call(call, values);
        }
        return null;
    }

    private static @Nullable Number call(SqlCall call, Function<String, @Nullable Number> values) {
        if (call.getOperator().getName().toUpperCase(Locale.ROOT).equals("COALESCE")) {
            for (SqlNode operand : call.getOperandList()) {
                Number value = of(operand, values);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
        Number a = of(call.operand(0), values);
        Number b = call.operandCount() > 1 ? of(call.operand(1), values) : Long.valueOf(0);
        if (call.getOperator().getName().toUpperCase(Locale.ROOT).equals("NULLIF")) {
            return a != null && b != null && a.doubleValue() == b.doubleValue() ? null : a;
        }
        if (a == null || b == null) {
            return null;
        }
        return switch (call.getKind()) {
            case PLUS -> Arithmetic.add(a, b);
            case MINUS -> Arithmetic.subtract(a, b);
            case TIMES -> Arithmetic.multiply(a, b);
            case DIVIDE -> Arithmetic.divide(a, b);
            case MINUS_PREFIX -> Arithmetic.subtract(b, a);
            case PLUS_PREFIX -> a;
            case CAST -> a;
            default -> throw ExpressionDialect.refuse(call);
        };
    }
}
