package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import java.util.Comparator;
import java.util.List;
import kotlin.ranges.IntRange;

/** Reserved numbers and names, and numbers for extensions: each by itself, the numbers first and in their order. */
final class NormalRanges {

    private static final Comparator<Object> ORDER =
            Comparator.comparing(NormalRanges::start).thenComparing(Object::toString);

    private NormalRanges() {}

    static List<ReservedElement> reserved(List<ReservedElement> reserved) {
        return reserved.stream()
                .flatMap(each -> each.getValues().stream()
                        .map(value -> new ReservedElement(each.getLocation(), each.getDocumentation(), alone(value))))
                .sorted(Comparator.comparing(each -> each.getValues().getFirst(), ORDER))
                .toList();
    }

    static List<ExtensionsElement> extensions(List<ExtensionsElement> extensions) {
        return extensions.stream()
                .flatMap(each -> each.getValues().stream()
                        .map(value -> new ExtensionsElement(
                                each.getLocation(), each.getDocumentation(), alone(value), each.getOptions())))
                .sorted(Comparator.comparing(each -> each.getValues().getFirst(), ORDER))
                .toList();
    }

    private static List<Object> alone(Object value) {
        return List.of(
                value instanceof IntRange range && range.getFirst() == range.getLast() ? range.getFirst() : value);
    }

    private static int start(Object value) {
        return value instanceof IntRange range
                ? range.getFirst()
                : value instanceof Integer number ? number : Integer.MAX_VALUE;
    }
}
