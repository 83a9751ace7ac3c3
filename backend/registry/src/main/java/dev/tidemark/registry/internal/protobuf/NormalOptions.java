package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.OptionElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Options in the order of their full names; one that is a message is written in one, with its members in order. */
record NormalOptions(Extensions extensions) {

    List<OptionElement> of(List<OptionElement> options, String scope) {
        List<OptionElement> result = new ArrayList<>();
        options.stream()
                .map(option -> named(option, scope))
                .sorted(Comparator.comparing(OptionElement::getName))
                .forEach(option -> {
                    boolean message = !OptionMembers.of(option).isEmpty() && !extensions.repeated(option.getName());
                    if (message
                            && !result.isEmpty()
                            && result.getLast().getName().equals(option.getName())) {
                        result.add(merged(result.removeLast(), option));
                    } else {
                        result.add(message ? merged(option) : option);
                    }
                });
        return result;
    }

    private OptionElement named(OptionElement option, String scope) {
        return option.isParenthesized()
                ? new OptionElement(
                        extensions.resolve(option.getName(), scope), option.getKind(), option.getValue(), true)
                : option;
    }

    private static OptionElement merged(OptionElement... options) {
        Map<String, Object> members = new TreeMap<>();
        for (OptionElement option : options) {
            OptionMembers.merge(members, OptionMembers.of(option));
        }
        return new OptionElement(
                options[0].getName(), OptionElement.Kind.MAP, ordered(members), options[0].isParenthesized());
    }

    /** A list of one value is the value. */
    private static Object ordered(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<String, Object> result = new TreeMap<>();
            members.forEach((name, member) -> {
                if (!(member instanceof List<?> list && list.isEmpty())) {
                    result.put((String) name, ordered(member));
                }
            });
            return result;
        }
        if (value instanceof List<?> list) {
            return list.size() == 1
                    ? ordered(list.getFirst())
                    : list.stream().map(NormalOptions::ordered).toList();
        }
        return value;
    }
}
