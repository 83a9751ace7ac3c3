package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.OptionElement.OptionPrimitive;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An option of a parsed .proto file in Protobuf's text format; https://protobuf.dev/reference/protobuf/textformat-spec/. */
final class OptionText {

    private static final Pattern BARE_QUOTE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\"");

    private OptionText() {}

    /**
     * @param resolved the full name of an option that is not the language's own
     */
    static String of(OptionElement option, UnaryOperator<String> resolved) {
        String name = option.isParenthesized() ? "[" + resolved.apply(option.getName()) + "]" : option.getName();
        return name + " " + value(option);
    }

    private static String value(OptionElement option) {
        return switch (option.getKind()) {
            case STRING, LIST, MAP -> any(option.getValue());
            case BOOLEAN, NUMBER, ENUM -> ": " + option.getValue();
            case OPTION -> {
                OptionElement member = (OptionElement) option.getValue();
                yield "{ " + nested(member.getName(), value(member)) + " }";
            }
        };
    }

    /** {@code a.b = 1} is a member of a member. */
    private static String nested(String name, String value) {
        int dot = name.startsWith("[") ? -1 : name.indexOf('.');
        return dot < 0
                ? name + " " + value
                : name.substring(0, dot) + " { " + nested(name.substring(dot + 1), value) + " }";
    }

    private static String any(Object value) {
        return value instanceof Map<?, ?> map ? message(map) : ": " + single(value);
    }

    private static String single(Object value) {
        if (value instanceof Map<?, ?> map) {
            return message(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(OptionText::single).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof OptionPrimitive primitive) {
            return primitive.getValue().toString();
        }
        return "\"" + BARE_QUOTE.matcher(value.toString()).replaceAll("$1\\\\\"") + "\"";
    }

    private static String message(Map<?, ?> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + " " + any(member.getValue()))
                .collect(Collectors.joining(" ", "{ ", " }"));
    }
}
