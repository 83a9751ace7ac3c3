package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricDefinition.Cumulative.Period;
import dev.tidemark.router.TimeSpan;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what stores computed for each fetched group to the values of a series for each group that was asked for. */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class Turning {

    private final Question question;
    private final SeriesPlan plan;
    private final Map<String, Lookup> lookups;
    private final Spines spines;
    private final Clockwork clock;
    private final List<String> keys;

    Turning(Question question, SeriesPlan plan, Map<String, Lookup> lookups, Spines spines) {
        this.question = question;
        this.plan = plan;
        this.lookups = lookups;
        this.spines = spines;
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
            DimensionPath path = path(name);
            return spines.told(path, key.get(keys.indexOf(path.readAs())));
        }
        int[] places = question.lookedUpBy(plan.series().leaf(), reference.get()).stream()
                .mapToInt(keys::indexOf)
                .toArray();
        Lookup lookup = lookups.get(name);
        return lookup == null ? null : lookup.of(picked(key, places));
    }

    /** Only the groups that were asked for. */
    private Map<List<@Nullable Object>, Partial> projected(Map<List<@Nullable Object>, Partial> rows) {
        List<String> asked = question.query().groupBy();
        if (keys.equals(asked)) {
            return rows;
        }
        Map<List<@Nullable Object>, Partial> less = new LinkedHashMap<>();
        rows.forEach((key, partial) -> less.merge(values(asked, key), partial, Partial::merge));
        return less;
    }

    private List<@Nullable Object> values(List<String> names, List<@Nullable Object> key) {
        List<@Nullable Object> values = new ArrayList<>();
        names.forEach(name -> values.add(valueOf(name, key)));
        return Collections.unmodifiableList(values);
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
        Map<List<@Nullable Object>, NavigableMap<Instant, Partial>> lines = new LinkedHashMap<>();
        rows.forEach((key, partial) -> {
            if (key.getFirst() instanceof Instant at) {
                lines.computeIfAbsent(values(others, key), any -> new TreeMap<>())
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
            spines.checkFits(values.size());
        });
        return values;
    }

    private DimensionPath path(String name) {
        return question.path(plan.series().leaf(), name);
    }

    private boolean isTime(String name) {
        return path(name).isTimeOf(plan.series().leaf().use().measure());
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
        List<Turn.Offset> offsets = shifted.offsets();
        if (offsets.size() == 1 && offsets.getFirst() instanceof Turn.Offset.Periods periods && onlyPeriods(periods)) {
            line.forEach((from, partial) -> spines.laterPeriod(periods.window(), from)
                    .filter(at -> asked(at) && filtered(at))
                    .ifPresent(at -> moved.merge(at, partial, Partial::merge)));
            return moved;
        }
        for (Instant at : moments(line, shifted)) {
            Optional<Partial> found = back(at, offsets).map(line::get);
            if (found.isPresent() && (!toGrain(shifted) || startsBucket(at)) && filtered(at)) {
                moved.put(at, found.get());
            }
        }
        return moved;
    }

    private Iterable<Instant> moments(NavigableMap<Instant, Partial> line, Turn.Shifted shifted) {
        List<Turn.Offset> offsets = shifted.offsets();
        if (spines.rule() && !offsets.isEmpty()) {
            return laidOut();
        }
        Instant past = clock.plus(clock.forth(line.lastKey(), offsets), grain(), 1);
        return byClock(start(line.firstKey()), offsets.isEmpty() ? past : end(past));
    }

    /** The moments that time spines have in the range that is asked for. */
    private Iterable<Instant> laidOut() {
        return spines.moments(grain()).stream().filter(this::asked).toList();
    }

    private boolean asked(Instant at) {
        TimeSpan range = question.query().timeRange();
        return (range.start() == null || !at.isBefore(clock.floor(range.start(), grain()))) && range.endsAfter(at);
    }

    private List<Instant> byClock(Instant start, Instant end) {
        List<Instant> moments = new ArrayList<>();
        for (Instant at = start; at.isBefore(end); at = clock.plus(at, grain(), 1)) {
            moments.add(at);
        }
        return moments;
    }

    /** The fetched bucket whose value stands at a moment; nowhere when a calendar of its own has none. */
    private Optional<Instant> back(Instant at, List<Turn.Offset> offsets) {
        Optional<Instant> then = Optional.of(at);
        for (Turn.Offset offset : offsets) {
            then = then.flatMap(found -> offset instanceof Turn.Offset.Periods periods
                    ? spines.earlier(periods.window(), found)
                    : Optional.of(clock.back(found, List.of(offset))));
        }
        return then.map(found -> clock.floor(found, grain()));
    }

    /** Whether all times that are asked for are periods of the calendar that the offset counts in: then whole periods are moved. */
    private boolean onlyPeriods(Turn.Offset.Periods periods) {
        return question.query().groupBy().stream()
                .filter(this::isTime)
                .allMatch(name -> path(name)
                        .custom()
                        .filter(periods.window().grain()::equals)
                        .isPresent());
    }

    private static boolean toGrain(Turn turn) {
        return turn.offsets().stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
    }

    /** The value at the start of a period stands once in each bucket: at its beginning. */
    private boolean startsBucket(Instant at) {
        List<Grain> buckets = question.query().groupBy().stream()
                .filter(this::isTime)
                .map(this::bucket)
                .toList();
        return buckets.contains(grain())
                || buckets.stream().anyMatch(bucket -> clock.floor(at, bucket).equals(at));
    }

    private NavigableMap<Instant, Object> accumulated(NavigableMap<Instant, Partial> line, Turn.Accumulated turn) {
        NavigableMap<Instant, Partial> totals = new TreeMap<>();
        NavigableMap<Instant, Object> values = new TreeMap<>();
        for (Instant at : spines.rule() ? laidOut() : accumulatedByClock(line, turn)) {
            Optional<Instant> then = back(at, turn.offsets()).filter(found -> !spines.rule() || asked(found));
            Partial total = then.map(found -> total(line, totals, turn, found)).orElse(null);
            Object value = total == null ? null : total.value();
            if (value != null && (!toGrain(turn) || startsBucket(at)) && filtered(at)) {
                values.put(at, value);
            }
        }
        return values;
    }

    private List<Instant> accumulatedByClock(NavigableMap<Instant, Partial> line, Turn.Accumulated turn) {
        Instant last = turn.window()
                .map(window -> clock.plus(line.lastKey(), window.grain(), window.count()))
                .orElseGet(() -> turn.toDate()
                        .map(grain -> clock.plus(clock.floor(line.lastKey(), grain), grain, 1))
                        .orElse(Instant.MAX));
        Instant end = turn.offsets().isEmpty() || last.equals(Instant.MAX)
                ? end(last)
                : end(clock.forth(last, turn.offsets()));
        return byClock(start(line.firstKey()), end);
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

    /** A bucket counts when one of its moments fulfils all conditions about time. */
    private boolean filtered(Instant at) {
        return filteredMoments(at)
                .anyMatch(moment ->
                        plan.timeFilters().stream().allMatch(filter -> holds(filter, name -> told(name, moment))));
    }

    private Stream<Instant> filteredMoments(Instant at) {
        return plan.filteredBy(question)
                .filter(finest -> spines.rule() && finest.compareTo(grain()) < 0)
                .map(finest -> spines.moments(finest).subSet(at, clock.plus(at, grain(), 1)).stream())
                .orElseGet(() -> Stream.of(at));
    }

    private @Nullable Object told(String name, Instant at) {
        return spines.told(path(name), clock.floor(at, bucket(name)));
    }

    private Grain bucket(String name) {
        return path(name).bucket().orElseGet(this::grain);
    }

    private List<@Nullable Object> key(Instant at, List<@Nullable Object> group, List<String> others) {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : question.query().groupBy()) {
            key.add(isTime(name) ? told(name, at) : group.get(others.indexOf(name)));
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
