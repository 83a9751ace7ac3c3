package dev.tidemark.router.internal;

import dev.tidemark.router.Span;
import dev.tidemark.sql.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the stores said about one model's part of a question, merged.
 *
 * @param groups what is known of each leaf in each group
 * @param keyTypes of the group-by columns
 * @param leafTypes of the leaves' values as the engines type them
 * @param rows that count in it
 * @param late rows pending; empty when nobody could count them
 */
record Ran(
        Decision decision,
        Map<List<@Nullable Object>, Map<Leaf, Partial>> groups,
        List<SqlType> keyTypes,
        Map<Leaf, SqlType> leafTypes,
        List<Span> spans,
        long rows,
        OptionalLong late,
        BigDecimal cost) {

    /** The type of a column that was grouped by. */
    Optional<SqlType> keyType(String name) {
        int index = decision.group().reading().keys().indexOf(name);
        return index < 0 || keyTypes.isEmpty() ? Optional.empty() : Optional.of(keyTypes.get(index));
    }

    /** The same with further spans, of tables that say nothing but how time is laid out. */
    Ran withSpans(List<Span> more) {
        List<Span> both = Stream.concat(spans.stream(), more.stream()).toList();
        return new Ran(decision, groups, keyTypes, leafTypes, both, rows, late, cost);
    }

    /** What receipts need of it. */
    Ran withoutGroups() {
        return new Ran(decision, Map.of(), keyTypes, leafTypes, spans, rows, late, cost);
    }

    /** The same, given again: nothing was read for it but the late rows of now. */
    Ran again(Decision now, OptionalLong lateNow) {
        List<Span> unread = spans.stream().map(Span::unread).toList();
        return new Ran(now, Map.of(), keyTypes, leafTypes, unread, rows, lateNow, BigDecimal.ZERO);
    }

    Ran {
        keyTypes = List.copyOf(keyTypes);
        leafTypes = Map.copyOf(leafTypes);
        spans = List.copyOf(spans);
    }
}
