package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An option that is a message: {@code (meta).doc = "x"} says the same as {@code (meta) = {doc: "x"}}. */
final class OptionMembers {

    private OptionMembers() {}

    /** None of an option that is no message. */
    static Map<?, ?> of(OptionElement option) {
        return switch (option.getKind()) {
            case MAP -> (Map<?, ?>) option.getValue();
            case OPTION -> {
                OptionElement member = (OptionElement) option.getValue();
                yield Map.of(member.getName(), value(member));
            }
            case STRING, BOOLEAN, NUMBER, ENUM, LIST -> Map.of();
        };
    }

    private static Object value(OptionElement option) {
        return switch (option.getKind()) {
            case OPTION -> of(option);
            case BOOLEAN, NUMBER, ENUM -> new OptionElement.OptionPrimitive(option.getKind(), option.getValue());
            case STRING, MAP, LIST -> option.getValue();
        };
    }

    /** What is there twice is a list. */
    static void merge(Map<String, Object> members, Map<?, ?> more) {
        more.forEach((key, value) -> members.merge((String) key, (Object) value, (one, other) -> {
            Set<Object> all = new LinkedHashSet<>(values(one));
            all.addAll(values(other));
            return List.copyOf(all);
        }));
    }

    static Collection<?> values(@Nullable Object value) {
        return value == null ? List.of() : value instanceof Collection<?> list ? list : List.of(value);
    }
}
