package dev.tidemark.cdc.internal.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.cdc.internal.postgres.ValueKind;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Values as events have them, from PostgreSQL's text. What an event cannot have ({@code NaN}, {@code infinity}, years before Christ) stays as
 * PostgreSQL wrote it, so that the schema refuses it by name.
 */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern TIMESTAMP =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?)([+-]\\d{2}(?::\\d{2})?)?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
    private static final Pattern BYTES = Pattern.compile("\\\\x(?:[0-9a-fA-F]{2})*+");
    private static final Pattern FINITE = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private Values() {}

    static JsonNode json(String value, ValueKind kind) {
        return switch (kind) {
            case TEXT, DECIMAL -> JSON.textNode(value);
            case UNSUPPORTED -> refused(value);
            case BOOLEAN -> JSON.booleanNode(value.startsWith("t"));
            case WHOLE -> whole(value);
            case FLOATING ->
                FINITE.matcher(value).matches() ? JSON.numberNode(Double.parseDouble(value)) : JSON.textNode(value);
            case TIMESTAMP -> JSON.textNode(timestamp(value));
            case LOCAL_TIMESTAMP -> JSON.textNode(value.replace(' ', 'T'));
            case BYTES -> bytes(value);
        };
    }

    /** No field of an event takes this, so the schema refuses it by name. */
    private static JsonNode refused(String value) {
        return JSON.arrayNode().add(value);
    }

    private static JsonNode whole(String value) {
        if (!WHOLE.matcher(value).matches()) {
            return JSON.textNode(value);
        }
        BigInteger number = new BigInteger(value);
        return number.bitLength() < Integer.SIZE ? JSON.numberNode(number.intValue()) : JSON.numberNode(number);
    }

    /** {@code 2026-01-31 12:00:00.5+02} → {@code 2026-01-31T12:00:00.5+02:00} */
    private static String timestamp(String value) {
        var parts = TIMESTAMP.matcher(value);
        if (!parts.matches() || parts.group(3) == null) {
            return value;
        }
        String offset = parts.group(3);
        return parts.group(1) + "T" + parts.group(2) + (offset.length() == 3 ? offset + ":00" : offset);
    }

    /** Other text than PostgreSQL's digits could pass for Base64 and be other bytes. */
    private static JsonNode bytes(String value) {
        return BYTES.matcher(value).matches()
                ? JSON.textNode(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(value, 2, value.length())))
                : refused(value);
    }
}
