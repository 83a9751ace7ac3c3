package dev.tidemark.quarantine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.quarantine.RepairStep.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as other types. What cannot be written otherwise without guessing stays as it is, for the check to name. */
public final class Casts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final int MOST_DIGITS = 30;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern COMMA_DECIMAL = Pattern.compile("-?[0-9]+,[0-9]{1,2}");
    private static final Pattern THOUSANDS = Pattern.compile("-?[0-9]{1,3}(,[0-9]{3})+\\.[0-9]+");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern LOCAL = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9:.]{5,18})");

    /** Seconds since 1970 reach this number in the year 5138; smaller numbers are seconds, larger ones milliseconds. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private Casts() {}

    public static JsonNode of(JsonNode value, Kind kind) {
        if (!value.isValueNode() || value.isNull()) {
            return value;
        }
        return switch (kind) {
            case TEXT -> value.isTextual() ? value : JSON.textNode(value.asText());
            case NUMBER -> number(value);
            case BOOLEAN -> bool(value);
            case DECIMAL -> decimal(value);
            case TIMESTAMP -> timestamp(value);
        };
    }

    private static JsonNode number(JsonNode value) {
        String text = value.asText().strip();
        if (!value.isTextual() || !NUMBER.matcher(text).matches()) {
            return value;
        }
        BigDecimal number = new BigDecimal(text);
        return number.scale() <= 0 ? JSON.numberNode(number.toBigIntegerExact()) : JSON.numberNode(number);
    }

    private static JsonNode bool(JsonNode value) {
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1" -> JSON.booleanNode(true);
            case "false", "no", "n", "0" -> JSON.booleanNode(false);
            default -> value;
        };
    }

    private static JsonNode decimal(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            boolean isShort =
                    number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
            return isShort ? JSON.textNode(number.toPlainString()) : value; // 1e999999999 has a billion digits
        }
        String text = value.asText().replaceAll("[\\s\\p{Sc}]|^[A-Z]{3}|[A-Z]{3}$", "");
        if (COMMA_DECIMAL.matcher(text).matches()) {
            text = text.replace(',', '.');
        } else if (THOUSANDS.matcher(text).matches()) {
            text = text.replace(",", "");
        }
        return NUMBER.matcher(text).matches() ? JSON.textNode(text) : value;
    }

    private static JsonNode timestamp(JsonNode value) {
        String text = value.asText().strip();
        try {
            if (text.matches("[0-9]{1,15}")) {
                long number = Long.parseLong(text);
                Instant at = number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
                return JSON.textNode(at.toString());
            }
            if (DATE.matcher(text).matches()) {
                return JSON.textNode(LocalDate.parse(text)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toString());
            }
            if (LOCAL.matcher(text).matches()) {
                return JSON.textNode(LocalDateTime.parse(text.replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC)
                        .toString());
            }
        } catch (DateTimeException e) {
            return value; // the check says what a time looks like
        }
        return value;
    }
}
