package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Types that are one value. */
final class Scalars {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Scalars() {}

    static final Shape NULL = new Scalar("null", (json, out) -> json.isNull());
    static final Shape BOOLEAN = new Scalar("true or false", (json, out) -> {
        out.writeBoolean(json.booleanValue());
        return json.isBoolean();
    });
    static final Shape INT = new Scalar("a whole number between -2147483648 and 2147483647 (int)", (json, out) -> {
        out.writeLong(json.intValue());
        return json.isIntegralNumber() && json.canConvertToInt();
    });
    static final Shape LONG = new Scalar("a whole number of at most 64 bits (long)", (json, out) -> {
        out.writeLong(json.longValue());
        return json.isIntegralNumber() && json.canConvertToLong();
    });
    static final Shape FLOAT = new Scalar("a number (float)", (json, out) -> {
        out.writeFloat(json.floatValue());
        return json.isNumber() && Float.isFinite(json.floatValue());
    });
    static final Shape DOUBLE = new Scalar("a number (double)", (json, out) -> {
        out.writeDouble(json.doubleValue());
        return json.isNumber() && Double.isFinite(json.doubleValue());
    });
    static final Shape STRING = new Scalar("text", (json, out) -> {
        if (!json.isTextual() || hasHalfCharacter(json.textValue())) {
            return false;
        }
        out.writeString(json.textValue());
        return true;
    });
    static final Shape UUID = new Scalar("a UUID such as \"018f3e5a-7c1d-7abc-8def-0123456789ab\"", (json, out) -> {
        if (!json.isTextual() || !UUID_TEXT.matcher(json.textValue()).matches()) {
            return false;
        }
        out.writeString(json.textValue());
        return true;
    });
    static final Shape BYTES = new Scalar("bytes as Base64 text", (json, out) -> {
        byte[] bytes = base64(json);
        out.writeBytes(bytes);
        return json.isTextual() && (bytes.length > 0 || json.textValue().isEmpty());
    });

    private record Scalar(String expected, BiFunction<JsonNode, AvroBuffer, Boolean> writes) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            if (!writes.apply(json, attempt.out())) {
                attempt.mismatch(json, expected);
            }
        }
    }

    record Fixed(int size) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            byte[] bytes = base64(json);
            attempt.out().writeFixed(bytes);
            if (!json.isTextual() || bytes.length != size) {
                attempt.mismatch(json, expected());
            }
        }

        @Override
        public String expected() {
            return size + " bytes as Base64 text";
        }
    }

    record Symbol(List<String> symbols) implements Shape {

        @Override
        public void write(JsonNode json, Attempt attempt) {
            int index = json.isTextual() ? symbols.indexOf(json.textValue()) : -1;
            attempt.out().writeLong(index);
            if (index < 0) {
                attempt.mismatch(json, expected());
            }
        }

        @Override
        public String expected() {
            return "one of " + String.join(", ", symbols);
        }
    }

    /** JSON can spell half of a character that takes two UTF-16 units; UTF-8 cannot, and it would silently become a question mark. */
    private static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static byte[] base64(JsonNode json) {
        try {
            return json.isTextual() ? Base64.getDecoder().decode(json.textValue()) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
