package dev.tidemark.frontend.charts;

import dev.tidemark.frontend.parts.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of metrics, as numbers and as text. */
public final class Figures {

    /** The unit of a part of a whole; people read it in percent. */
    public static final String SHARE = "share";

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

    /** Money and percent have two decimals; a whole number of anything else has none; the rest has two. */
    public static int decimals(Optional<BigDecimal> value, Optional<String> unit) {
        if (isMoney(unit) || isShare(unit)) {
            return 2;
        }
        return value.filter(number -> number.stripTrailingZeros().scale() > 0).isPresent() ? 2 : 0;
    }

    /** The number as it is read, without its unit; a dash where there is none. */
    public static String text(@Nullable Object cell, Optional<String> unit) {
        return number(cell)
                .map(number -> isShare(unit) ? number.movePointRight(2) : number)
                .map(number -> Quantities.exact(number, decimals(Optional.of(number), unit)))
                .orElse("—");
    }

    /** What stands after the number. */
    public static String unit(Optional<String> unit) {
        return isShare(unit) ? "%" : unit.orElse("");
    }

    /** For a drawing, where the fifteenth digit does not matter; a share is drawn in percent. */
    public static @Nullable Double drawn(@Nullable Object cell, Optional<String> unit) {
        return number(cell)
                .map(value -> isShare(unit) ? value.movePointRight(2) : value)
                .map(value -> value.setScale(4, RoundingMode.HALF_EVEN).doubleValue())
                .orElse(null);
    }

    private static boolean isShare(Optional<String> unit) {
        return unit.filter(SHARE::equals).isPresent();
    }

    private static boolean isMoney(Optional<String> unit) {
        return unit.filter(code -> code.matches("[A-Z]{3}")).isPresent();
    }
}
