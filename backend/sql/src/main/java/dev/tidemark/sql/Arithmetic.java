package dev.tidemark.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as answers compute with them: exact until a {@link Double} comes in; null is an absent value. */
public final class Arithmetic {

    /** Digits after the point of a quotient of exact numbers, rounded half up. */
    public static final int QUOTIENT_DIGITS = 10;

    private Arithmetic() {}

    public static Number add(Number a, Number b) {
        return inexact(a, b) ? (Number) (a.doubleValue() + b.doubleValue()) : narrow(exact(a).add(exact(b)), a, b);
    }

    public static Number subtract(Number a, Number b) {
        return inexact(a, b) ? (Number) (a.doubleValue() - b.doubleValue()) : narrow(exact(a).subtract(exact(b)), a, b);
    }

    public static Number multiply(Number a, Number b) {
        return inexact(a, b) ? (Number) (a.doubleValue() * b.doubleValue()) : narrow(exact(a).multiply(exact(b)), a, b);
    }

    /** Null when the divisor is zero. */
    public static @Nullable Number divide(Number a, Number b) {
        if (b.doubleValue() == 0) {
            return null;
        }
        return inexact(a, b)
                ? (Number) (a.doubleValue() / b.doubleValue())
                : exact(a).divide(exact(b), QUOTIENT_DIGITS, RoundingMode.HALF_UP);
    }

    public static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case Long whole -> BigDecimal.valueOf(whole);
            default -> new BigDecimal(number.toString());
        };
    }

    private static boolean inexact(Number a, Number b) {
        return a instanceof Double || b instanceof Double;
    }

    /** Whole numbers stay whole while they fit. */
    private static Number narrow(BigDecimal result, Number a, Number b) {
        boolean whole = a instanceof Long && b instanceof Long;
        return whole && result.toBigInteger().bitLength() < Long.SIZE ? (Number) result.longValueExact() : result;
    }
}
