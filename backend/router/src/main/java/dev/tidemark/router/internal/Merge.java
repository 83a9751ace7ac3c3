package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.sql.Arithmetic;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.StoreAnswer;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what the parts say of each leaf in each group, by algebra. */
final class Merge {

    private final ModelGroup group;
    private final ZoneId zone;
    private final int keyCount;
    private final boolean valuesListed;
    private final Map<List<@Nullable Object>, Map<Leaf, Partial>> groups = new LinkedHashMap<>();
    private final Map<Leaf, SqlType> leafTypes = new HashMap<>();
    private List<SqlType> keyTypes = List.of();

    /**
     * @param valuesListed whether distinct values come as such, to be merged
     */
    Merge(ModelGroup group, ZoneId zone, boolean valuesListed) {
        this.group = group;
        this.zone = zone;
        this.keyCount = group.reading().keys().size();
        this.valuesListed = valuesListed;
    }

    /** Takes in one scan's answer; the rows behind it. */
    long add(PartPlan plan, int index, StoreAnswer answer) {
        PlannedScan scan = plan.scans().get(index);
        List<SqlType> types =
                plan.sql().get(index).columns().stream().map(SqlColumn::type).toList();
        if (scan.slots().isEmpty()) {
            return answer.rows().stream()
                    .mapToLong(row -> count(row.getFirst()))
                    .sum();
        }
        keyTypes = types.subList(0, keyCount);
        return scan.values() ? values(scan, types, answer) : aggregates(scan, types, answer);
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    private long aggregates(PlannedScan scan, List<SqlType> types, StoreAnswer answer) {
        long rows = 0;
        scan.slots()
                .forEach(slot -> leafTypes.put(
                        slot.leaf(),
                        slot.isWhole()
                                ? SqlType.LONG
                                : types.get(slot.positions().getFirst())));
        for (List<@Nullable Object> row : answer.rows()) {
            long counted = count(row.get(keyCount));
            rows += counted;
            if (counted == 0) {
                continue;
            }
            List<@Nullable Object> key = Decoder.group(row, scan.scan().keys(), types, keyCount, zone);
            for (PlannedScan.Slot slot : scan.slots()) {
                put(key, slot.leaf(), Decoder.partial(slot, row, types));
            }
        }
        return rows;
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    private long values(PlannedScan scan, List<SqlType> types, StoreAnswer answer) {
        Leaf leaf = scan.slots().getFirst().leaf();
        boolean distinct = leaf.measured().aggregation() == Aggregation.COUNT_DISTINCT;
        SqlType type = types.get(keyCount);
        leafTypes.put(leaf, distinct ? SqlType.LONG : type);
        List<Key> keys = scan.scan().keys();
        Map<List<@Nullable Object>, Map<Object, Long>> found = new LinkedHashMap<>();
        long rows = 0;
        for (List<@Nullable Object> row : answer.rows()) {
            long times = count(row.get(keyCount + 1));
            rows += times;
            Map<Object, Long> values =
                    found.computeIfAbsent(Decoder.group(row, keys, types, keyCount, zone), any -> new HashMap<>());
            Object value = Decoder.plain(row.get(keyCount), type);
            if (value != null) {
                values.merge(value, times, Long::sum);
            }
        }
        found.forEach((key, values) -> put(
                key, leaf, distinct ? new Partial.Values(Set.copyOf(values.keySet())) : spread(leaf, values, type)));
        return rows;
    }

    private static Partial spread(Leaf leaf, Map<Object, Long> values, SqlType type) {
        SortedMap<BigDecimal, Long> counts = new TreeMap<>();
        values.forEach((value, times) -> counts.merge(Arithmetic.exact((Number) value), times, Long::sum));
        return Decoder.spread(leaf, counts, type.kind() == SqlType.Kind.DOUBLE);
    }

    private void put(List<@Nullable Object> key, Leaf leaf, Partial partial) {
        groups.computeIfAbsent(key, any -> new HashMap<>()).merge(leaf, partial, Partial::merge);
    }

    private static long count(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** A question without groups has one row even when nothing was found. */
    Map<List<@Nullable Object>, Map<Leaf, Partial>> groups() {
        if (keyCount == 0) {
            Map<Leaf, Partial> all = groups.computeIfAbsent(List.of(), any -> new HashMap<>());
            group.leaves().forEach(leaf -> all.putIfAbsent(leaf, Decoder.nothing(leaf, valuesListed)));
        }
        return groups;
    }

    List<SqlType> keyTypes() {
        return List.copyOf(keyTypes);
    }

    Map<Leaf, SqlType> leafTypes() {
        return Map.copyOf(leafTypes);
    }
}
