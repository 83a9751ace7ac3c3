package dev.tidemark.router.internal;

import dev.tidemark.catalog.Measure;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of stores in the one form in which they can be compared: engines differ in how they hand over times and numbers. */
final class Decoder {

    private Decoder() {}

    static List<@Nullable Object> group(
            List<@Nullable Object> row, List<Key> keys, List<SqlType> types, int count, ZoneId zone) {
        List<@Nullable Object> group = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean time = keys.get(i).bucket().isPresent();
            group.add(time ? start(row.get(i), zone) : plain(row.get(i), types.get(i)));
        }
        return Collections.unmodifiableList(group);
    }

    /** A bucket of dates begins where its first day begins. */
    static @Nullable Instant start(@Nullable Object value, ZoneId zone) {
        return value instanceof LocalDate day ? day.atStartOfDay(zone).toInstant() : instant(value);
    }

    static @Nullable Object plain(@Nullable Object value, SqlType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case STRING -> value.toString();
            case INTEGER, LONG -> whole(value);
            case DECIMAL -> exact(value).stripTrailingZeros();
            case DOUBLE -> ((Number) value).doubleValue();
            case BOOLEAN -> value instanceof Boolean ? value : Boolean.valueOf(value.toString());
            case TIMESTAMP -> instant(value);
            case DATE -> value instanceof LocalDate ? value : LocalDate.parse(value.toString());
        };
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case Number millis -> Instant.ofEpochMilli(millis.longValue());
            default -> Instant.parse(value.toString());
        };
    }

    private static Object whole(Object value) {
        BigDecimal exact = exact(value);
        return exact.toBigInteger().bitLength() < Long.SIZE ? (Object) exact.longValue() : exact;
    }

    private static BigDecimal exact(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Long number -> BigDecimal.valueOf(number);
            case Double number -> BigDecimal.valueOf(number);
            default -> new BigDecimal(value.toString());
        };
    }

    /** Sums keep the digits they come with. */
    private static @Nullable Number number(@Nullable Object value, SqlType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DOUBLE -> ((Number) value).doubleValue();
            case INTEGER, LONG -> (Number) whole(value);
            default -> exact(value);
        };
    }

    /** How many rows, or how much of rows. */
    private static Number counted(PlannedScan.Slot slot, @Nullable Object value, SqlType type) {
        Number part = slot.shared() ? number(value, type) : Long.valueOf(count(value));
        return part == null ? Long.valueOf(0) : part;
    }

    private static long count(@Nullable Object value) {
        return value == null ? 0 : exact(value).longValue();
    }

    @SuppressWarnings("unchecked")
    static Partial partial(PlannedScan.Slot slot, List<@Nullable Object> row, List<SqlType> types) {
        List<Integer> positions = slot.positions();
        int first = positions.getFirst();
        Optional<Integer> second = positions.size() > 1 ? Optional.of(positions.get(1)) : Optional.empty();
        return switch (slot.leaf().measured().aggregation()) {
            case COUNT -> new Partial.Total(counted(slot, row.get(first), types.get(first)));
            case SUM, SUM_BOOLEAN -> {
                boolean nothing = second.map(at -> count(row.get(at)) == 0).orElse(false);
                yield new Partial.Total(nothing ? null : number(row.get(first), types.get(first)));
            }
            case AVERAGE ->
                new Partial.Mean(
                        number(row.get(first), types.get(first)),
                        second.map(at -> counted(slot, row.get(at), types.get(at)))
                                .orElse(0L));
            case MIN -> new Partial.Extreme((Comparable<Object>) extreme(row.get(first), types.get(first)), -1);
            case MAX -> new Partial.Extreme((Comparable<Object>) extreme(row.get(first), types.get(first)), 1);
            case COUNT_DISTINCT -> {
                long standIn =
                        second.map(at -> count(row.get(at)) > 0 ? 1L : 0L).orElse(0L);
                yield new Partial.Total(count(row.get(first)) - standIn);
            }
            case MEDIAN, PERCENTILE -> throw new IllegalStateException("percentiles come as values");
        };
    }

    private static @Nullable Object extreme(@Nullable Object value, SqlType type) {
        return value != null && type.kind() == SqlType.Kind.DECIMAL ? exact(value) : plain(value, type);
    }

    /** What a leaf is when no row is there at all. */
    static Partial nothing(Leaf leaf, boolean values) {
        return switch (leaf.measured().aggregation()) {
            case COUNT -> new Partial.Total(0L);
            case COUNT_DISTINCT -> values ? new Partial.Values(Set.of()) : new Partial.Total(0L);
            case SUM, SUM_BOOLEAN -> new Partial.Total(null);
            case AVERAGE -> new Partial.Mean(null, 0L);
            case MIN -> new Partial.Extreme(null, -1);
            case MAX -> new Partial.Extreme(null, 1);
            case MEDIAN, PERCENTILE -> spread(leaf, new TreeMap<>(), false);
        };
    }

    static Partial spread(Leaf leaf, SortedMap<BigDecimal, Long> counts, boolean inexact) {
        return new Partial.Spread(counts, leaf.measured().percentile().orElse(Measure.Percentile.MEDIAN), inexact);
    }
}
