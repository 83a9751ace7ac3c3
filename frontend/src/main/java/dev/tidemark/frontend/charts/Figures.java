package dev.tidemark.frontend.metrics;

import dev.tidemark.frontend.parts.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of metrics, as numbers and as text. */
public final class Figures {

    private Figures() {}

    /** The value of an answer's cell; empty for null and for what is no number. */
    public static Optional<BigDecimal> number(@Nullable Object cell) {
        return switch (cell) {
            case BigDecimal exact -> Optional.of(exact);
            case Long whole -> Optional.of(BigDecimal.valueOf(whole));
            case Double real when Double.isFinite(real) -> Optional.of(BigDecimal.valueOf(real));
            case null, default -> Optional.empty();
        };
    }

    /** Money has two decimals; a whole number of anything else has none; the rest has two. */
    public static int decimals(Optional<BigDecimal> value, Optional<String> unit) {
        if (isMoney(unit)) {
            return 2;
        }
        return value.filter(number -> number.stripTrailingZeros().scale() > 0).isPresent() ? 2 : 0;
    }

    public static String text(@Nullable Object cell, Optional<String> unit) {
        Optional<BigDecimal> value = number(cell);
        return value.map(number -> Quantities.exact(number, decimals(value, unit)))
                .orElse("—");
    }

    static boolean isMoney(Optional<String> unit) {
        return unit.filter(code -> code.matches("[A-Z]{3}")).isPresent();
    }

    /** For a drawing, where the fifteenth digit does not matter. */
    static @Nullable Double drawn(@Nullable Object cell) {
        return number(cell)
                .map(value -> value.setScale(4, RoundingMode.HALF_EVEN).doubleValue())
                .orElse(null);
    }
}
