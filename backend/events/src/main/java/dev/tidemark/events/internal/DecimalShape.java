package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A decimal as text. A JSON number is refused, because on its way through clients it may have been a binary fraction.
 *
 * @param fixedSize bytes of the fixed type, 0 for the bytes type
 */
record DecimalShape(int precision, int scale, int fixedSize) implements Shape {

    @Override
    public void write(JsonNode json, Attempt attempt) {
        BigDecimal value = json.isTextual() ? parse(json.textValue()) : null;
        if (value == null) {
            attempt.mismatch(json, expected());
            return;
        }
        byte[] unscaled = value.unscaledValue().toByteArray();
        if (fixedSize == 0) {
            attempt.out().writeBytes(unscaled);
        } else {
            byte[] padded = new byte[fixedSize];
            Arrays.fill(padded, (byte) (value.signum() < 0 ? -1 : 0));
            System.arraycopy(unscaled, 0, padded, fixedSize - unscaled.length, unscaled.length);
            attempt.out().writeFixed(padded);
        }
    }

    /** The value at the schema's scale, or null when the text is none or does not fit. */
    private @Nullable BigDecimal parse(String text) {
        if (text.length() > precision + 32 || !isPlainDecimal(text)) {
            return null;
        }
        BigDecimal exact = new BigDecimal(text);
        if (exact.stripTrailingZeros().scale() > scale) {
            return null;
        }
        BigDecimal scaled = exact.setScale(scale, RoundingMode.UNNECESSARY);
        return scaled.precision() > precision ? null : scaled;
    }

    /** Digits, at most one point with digits on both sides, perhaps a minus; no exponent, no plus, no spaces. */
    private static boolean isPlainDecimal(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        if (from == text.length() || point == from || point == text.length() - 1) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != point && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String expected() {
        String example = BigDecimal.valueOf(125, 1)
                .setScale(Math.max(scale, 1), RoundingMode.UNNECESSARY)
                .toPlainString();
        return "a decimal as text, such as \"" + (scale == 0 ? "12" : example) + "\", with at most "
                + (precision - scale) + " digits before and " + scale + " after the point";
    }
}
