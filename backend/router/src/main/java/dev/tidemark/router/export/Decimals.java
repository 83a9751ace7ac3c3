package dev.tidemark.router.export;

import java.math.BigDecimal;

/**
 * Decimals in columns whose digits are settled before the first row. Sums of money and quotients (which have ten digits after the point)
 * fit; what does not is refused and never rounded.
 */
final class Decimals {

    static final int PRECISION = 38;
    static final int SCALE = 18;

    private Decimals() {}

    /** A whole number; one beyond 64 bits is refused. */
    static long whole(Object value) {
        return value instanceof Long number ? number : new BigDecimal(value.toString()).longValueExact();
    }

    static BigDecimal fitted(BigDecimal value, String column) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > SCALE || plain.precision() - plain.scale() > PRECISION - SCALE) {
            throw new IllegalArgumentException(
                    "a value of %s has more digits than DECIMAL(%d, %d) holds; CSV has them all"
                            .formatted(column, PRECISION, SCALE));
        }
        return plain.setScale(SCALE);
    }
}
