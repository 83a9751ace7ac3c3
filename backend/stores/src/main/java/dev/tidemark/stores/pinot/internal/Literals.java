package dev.tidemark.stores.pinot.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of {@code ?}, because Pinot takes no parameters over HTTP. */
public final class Literals {

    private Literals() {}

    /**
     * @throws IllegalArgumentException when the number of values is not that of the question marks, or a value has no literal
     */
    public static String fill(String sql, List<@Nullable Object> values) {
        StringBuilder filled = new StringBuilder(sql.length() + 16 * values.size());
        int next = 0;
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                // A doubled quote closes and opens again, which comes to the same.
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '?') {
                if (next == values.size()) {
                    throw new IllegalArgumentException("More ? than the " + values.size() + " values");
                }
                filled.append(literal(values.get(next++)));
                continue;
            }
            filled.append(c);
        }
        if (next != values.size()) {
            throw new IllegalArgumentException("Only " + next + " ? for " + values.size() + " values");
        }
        return filled.toString();
    }

    static String literal(@Nullable Object value) {
        if (value instanceof String || value instanceof LocalDate) {
            return "'" + value.toString().replace("'", "''") + "'";
        }
        if (value instanceof Instant instant) {
            return Long.toString(instant.toEpochMilli());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        throw new IllegalArgumentException("There is no Pinot literal for " + value);
    }
}
