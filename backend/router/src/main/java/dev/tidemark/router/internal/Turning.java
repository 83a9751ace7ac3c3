package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricDefinition.Cumulative.Period;
import dev.tidemark.sql.Arithmetic;
import dev.tidemark.sql.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From what stores computed for each fetched group to the values of a series for each group that was asked for. */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class Turning {

    private final Question question;
    private final SeriesPlan plan;
    private final Map<String, Lookup> lookups;
    private final Clockwork clock;
    private final List<String> keys;

    Turning(Question question, SeriesPlan plan, Map<String, Lookup> lookups) {
        this.question = question;
        this.plan = plan;
        this.lookups = lookups;
        this.clock = question.clockwork();
        this.keys = plan.reading().keys();
    }

    Map<List<@Nullable Object>, Object> values(Map<List<@Nullable Object>, Map<Leaf, Partial>> groups) {
        Map<List<@Nullable Object>, Partial> rows = new LinkedHashMap<>();
        groups.forEach((key, leaves) -> {
            Partial partial = leaves.get(plan.series().leaf());
            if (partial != null) {
                rows.put(key, partial);
            }
        });
        Map<List<@Nullable Object>, Partial> kept = filtered(atEdge(rows));
        return plan.grain().isPresent() ? alongTime(kept) : valued(projected(kept));
    }

    /** Of each partition only the rows at the first or last time. */
    private Map<List<@Nullable Object>, Partial> atEdge(Map<List<@Nullable Object>, Partial> rows) {
        if (plan.reading().edge().isEmpty()) {
            return rows;
        }
        Reading.Edge edge = plan.reading().edge().get();
        int time = keys.indexOf(edge.time());
        int[] places = edge.partition().stream().mapToInt(keys::indexOf).toArray();
        Map<List<@Nullable Object>, Instant> best = new HashMap<>();
        rows.keySet().forEach(key -> {
            if (key.get(time) instanceof Instant at) {
                best.merge(picked(key, places), at, (a, b) -> a.isAfter(b) == edge.last() ? a : b);
            }
        });
        Map<List<@Nullable Object>, Partial> kept = new LinkedHashMap<>();
        rows.forEach((key, partial) -> {
            Object at = key.get(time);
            if (at != null && at.equals(best.get(picked(key, places)))) {
                kept.put(key, partial);
            }
        });
        return kept;
    }

    private static List<@Nullable Object> picked(List<@Nullable Object> key, int[] places) {
        List<@Nullable Object> picked = new ArrayList<>();
        for (int place : places) {
            picked.add(key.get(place));
        }
        return Collections.unmodifiableList(picked);
    }

    private Map<List<@Nullable Object>, Partial> filtered(Map<List<@Nullable Object>, Partial> rows) {
        if (plan.rowFilters().isEmpty()) {
            return rows;
        }
        Map<List<@Nullable Object>, Partial> kept = new LinkedHashMap<>();
        rows.forEach((key, partial) -> {
            if (plan.rowFilters().stream().allMatch(filter -> holds(filter, name -> valueOf(name, key)))) {
                kept.put(key, partial);
            }
        });
        return kept;
    }

    private boolean holds(Filter filter, Function<String, @Nullable Object> values) {
        return Boolean.TRUE.equals(filter.condition().compute(values, question.zone()));
    }

    private @Nullable Object valueOf(String name, List<@Nullable Object> key) {
        Optional<Filter.MetricReference> reference = Filter.metricReference(name);
        if (reference.isEmpty()) {
            return key.get(keys.indexOf(name));
        }
        int[] places =
                reference.get().groupBy().stream().mapToInt(keys::indexOf).toArray();
        Lookup lookup = lookups.get(name);
        return lookup == null ? null : lookup.of(picked(key, places));
    }

    /** Only the groups that were asked for. */
    private Map<List<@Nullable Object>, Partial> projected(Map<List<@Nullable Object>, Partial> rows) {
        List<String> asked = question.query().groupBy();
        if (keys.equals(asked)) {
            return rows;
        }
        int[] places = asked.stream().mapToInt(keys::indexOf).toArray();
        Map<List<@Nullable Object>, Partial> less = new LinkedHashMap<>();
        rows.forEach((key, partial) -> less.merge(picked(key, places), partial, Partial::merge));
        return less;
    }

    private static Map<List<@Nullable Object>, Object> valued(Map<List<@Nullable Object>, Partial> rows) {
        Map<List<@Nullable Object>, Object> values = new LinkedHashMap<>();
        rows.forEach((key, partial) -> values.put(key, partial.value()));
        return values;
    }

    /** Each group's own line through time. */
    private Map<List<@Nullable Object>, Object> alongTime(Map<List<@Nullable Object>, Partial> rows) {
        List<String> others = question.query().groupBy().stream()
                .filter(name -> !isTime(name))
                .toList();
        int[] places = others.stream().mapToInt(keys::indexOf).toArray();
        Map<List<@Nullable Object>, NavigableMap<Instant, Partial>> lines = new LinkedHashMap<>();
        rows.forEach((key, partial) -> {
            if (key.getFirst() instanceof Instant at) {
                lines.computeIfAbsent(picked(key, places), any -> new TreeMap<>())
                        .merge(at, partial, Partial::merge);
            }
        });
        Map<List<@Nullable Object>, Object> values = new LinkedHashMap<>();
        lines.forEach((group, line) -> {
            switch (plan.series().turn()) {
                case Turn.Shifted shifted -> values.putAll(valued(bucketed(shifted(line, shifted), group, others)));
                case Turn.Accumulated accumulated ->
                    values.putAll(periods(accumulated(line, accumulated), accumulated.period(), group, others));
            }
        });
        return values;
    }

    private boolean isTime(String name) {
        return question.path(plan.series().leaf(), name)
                .isTimeOf(plan.series().leaf().use().measure());
    }

    private Grain grain() {
        return plan.grain().orElseThrow();
    }

    private Instant start(Instant first) {
        Instant asked = question.query().timeRange().start();
        return clock.floor(asked == null || asked.isBefore(first) ? first : asked, grain());
    }

    /** Exclusive. Nothing is said about times to come. */
    private Instant end(Instant last) {
        Instant asked = question.query().timeRange().end();
        Instant latest =
                asked == null || asked.isAfter(question.now()) ? question.now().plusMillis(1) : asked;
        return latest.isBefore(last) ? latest : last;
    }

    private NavigableMap<Instant, Partial> shifted(NavigableMap<Instant, Partial> line, Turn.Shifted shifted) {
        NavigableMap<Instant, Partial> moved = new TreeMap<>();
        Instant past = clock.plus(clock.forth(line.lastKey(), shifted.offsets()), grain(), 1);
        Instant end = shifted.offsets().isEmpty() ? past : end(past);
        boolean starts = shifted.offsets().stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
        for (Instant at = start(line.firstKey()); at.isBefore(end); at = clock.plus(at, grain(), 1)) {
            Partial found = line.get(clock.floor(clock.back(at, shifted.offsets()), grain()));
            if (found != null && (!starts || startsBuckets(at)) && filtered(at)) {
                moved.put(at, found);
            }
        }
        return moved;
    }

    /** The value at the start of a period stands once in each bucket: at its beginning. */
    private boolean startsBuckets(Instant at) {
        return question.query().groupBy().stream()
                .filter(this::isTime)
                .allMatch(name -> clock.floor(at, bucket(name)).equals(at));
    }

    private NavigableMap<Instant, Object> accumulated(NavigableMap<Instant, Partial> line, Turn.Accumulated turn) {
        NavigableMap<Instant, Partial> totals = new TreeMap<>();
        Instant last = turn.window()
                .map(window -> clock.plus(line.lastKey(), window.grain(), window.count()))
                .orElseGet(() -> turn.toDate()
                        .map(grain -> clock.plus(clock.floor(line.lastKey(), grain), grain, 1))
                        .orElse(Instant.MAX));
        Instant end = turn.offsets().isEmpty() || last.equals(Instant.MAX)
                ? end(last)
                : end(clock.forth(last, turn.offsets()));
        NavigableMap<Instant, Object> values = new TreeMap<>();
        for (Instant at = start(line.firstKey()); at.isBefore(end); at = clock.plus(at, grain(), 1)) {
            Instant then = clock.floor(clock.back(at, turn.offsets()), grain());
            Partial total = total(line, totals, turn, then);
            Object value = total == null ? null : total.value();
            boolean starts = turn.offsets().stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
            if (value != null && (!starts || startsBuckets(at)) && filtered(at)) {
                values.put(at, value);
            }
        }
        return values;
    }

    private @Nullable Partial total(
            NavigableMap<Instant, Partial> line,
            NavigableMap<Instant, Partial> known,
            Turn.Accumulated turn,
            Instant at) {
        if (turn.window().isPresent()) {
            var window = turn.window().get();
            return merged(line.subMap(clock.plus(at, window.grain(), -window.count()), false, at, true));
        }
        if (turn.toDate().isPresent()) {
            return merged(line.subMap(clock.floor(at, turn.toDate().get()), true, at, true));
        }
        var before = known.floorEntry(at);
        Partial rest = merged(before == null ? line.headMap(at, true) : line.subMap(before.getKey(), false, at, true));
        Partial total = before == null
                ? rest
                : rest == null ? before.getValue() : before.getValue().merge(rest);
        if (total != null) {
            known.put(at, total);
        }
        return total;
    }

    private static @Nullable Partial merged(Map<Instant, Partial> part) {
        return part.values().stream().reduce(Partial::merge).orElse(null);
    }

    private boolean filtered(Instant at) {
        return plan.timeFilters().stream().allMatch(filter -> holds(filter, name -> clock.floor(at, bucket(name))));
    }

    private Grain bucket(String name) {
        return question.path(plan.series().leaf(), name).bucket().orElseGet(this::grain);
    }

    private List<@Nullable Object> key(Instant at, List<@Nullable Object> group, List<String> others) {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : question.query().groupBy()) {
            key.add(isTime(name) ? clock.floor(at, bucket(name)) : group.get(others.indexOf(name)));
        }
        return Collections.unmodifiableList(key);
    }

    private Map<List<@Nullable Object>, Partial> bucketed(
            NavigableMap<Instant, Partial> line, List<@Nullable Object> group, List<String> others) {
        Map<List<@Nullable Object>, Partial> buckets = new LinkedHashMap<>();
        line.forEach((at, partial) -> buckets.merge(key(at, group, others), partial, Partial::merge));
        return buckets;
    }

    private Map<List<@Nullable Object>, Object> periods(
            NavigableMap<Instant, Object> line, Period period, List<@Nullable Object> group, List<String> others) {
        Map<List<@Nullable Object>, List<Object>> buckets = new LinkedHashMap<>();
        line.forEach((at, value) -> buckets.computeIfAbsent(key(at, group, others), any -> new ArrayList<>())
                .add(value));
        Map<List<@Nullable Object>, Object> values = new LinkedHashMap<>();
        buckets.forEach((key, moments) -> values.put(key, of(moments, period)));
        return values;
    }

    private static @Nullable Object of(List<Object> moments, Period period) {
        return switch (period) {
            case FIRST -> moments.getFirst();
            case LAST -> moments.getLast();
            case AVERAGE -> {
                Number sum = 0L;
                for (Object moment : moments) {
                    sum = Arithmetic.add(sum, (Number) moment);
                }
                yield moments.size() == 1 ? moments.getFirst() : Arithmetic.divide(sum, (long) moments.size());
            }
        };
    }
}
