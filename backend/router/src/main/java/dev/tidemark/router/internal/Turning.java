package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what stores computed for each fetched group to the values of a series for each group that was asked for. */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class Turning {

    private final Question question;
    private final SeriesPlan plan;
    private final Map<String, Lookup> lookups;
    private final Spines spines;
    private final Timeline timeline;
    private final List<String> keys;

    Turning(Question question, SeriesPlan plan, Map<String, Lookup> lookups, Spines spines) {
        this.question = question;
        this.plan = plan;
        this.lookups = lookups;
        this.spines = spines;
        this.timeline = new Timeline(question, plan, spines);
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
        Map<List<@Nullable Object>, Partial> kept = atEdge(filtered(rows));
        Map<List<@Nullable Object>, Object> values =
                plan.grain().isPresent() ? alongTime(kept) : valued(projected(kept));
        return plan.lifts().isEmpty() ? values : new Lifting(question, plan, timeline, spines).lifted(values);
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
        if (plan.conditions().rows().isEmpty()) {
            return rows;
        }
        Map<List<@Nullable Object>, Partial> kept = new LinkedHashMap<>();
        rows.forEach((key, partial) -> {
            if (plan.conditions().rows().stream()
                    .allMatch(filter -> timeline.holds(filter, name -> valueOf(name, key)))) {
                kept.put(key, partial);
            }
        });
        return kept;
    }

    private @Nullable Object valueOf(String name, List<@Nullable Object> key) {
        Optional<Filter.MetricReference> reference = Filter.metricReference(name);
        if (reference.isEmpty()) {
            DimensionPath path = timeline.path(name);
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

    private Map<List<@Nullable Object>, Object> alongTime(Map<List<@Nullable Object>, Partial> rows) {
        Clockwork clock = question.clockwork();
        return switch (plan.turn()) {
            case Turn.Shifted shifted -> {
                Shifting shifting = new Shifting(timeline, spines, clock, shifted);
                Map<List<@Nullable Object>, Partial> buckets = new LinkedHashMap<>();
                lines(rows, shifting::of).forEach((group, line) -> {
                    timeline.keyed(line, group, (key, partial) -> buckets.merge(key, partial, Partial::merge));
                    spines.checkFits(buckets.size());
                });
                yield valued(buckets);
            }
            case Turn.Accumulated accumulated -> {
                Accumulation accumulation = new Accumulation(timeline, spines, clock, accumulated);
                yield new Periods(question, plan, timeline, spines)
                        .of(lines(rows, accumulation::of), accumulation::bucket);
            }
        };
    }

    /**
     * Each group's own line through time.
     *
     * @param turned what becomes of a line
     */
    private Map<List<@Nullable Object>, NavigableMap<Instant, Partial>> lines(
            Map<List<@Nullable Object>, Partial> rows, UnaryOperator<NavigableMap<Instant, Partial>> turned) {
        List<String> others = timeline.others();
        List<String> names =
                Stream.concat(others.stream(), momentNames()).distinct().toList();
        Map<List<@Nullable Object>, NavigableMap<Instant, Partial>> apart = new LinkedHashMap<>();
        rows.forEach((key, partial) -> {
            if (key.getFirst() instanceof Instant at) {
                apart.computeIfAbsent(values(names, key), any -> new TreeMap<>())
                        .merge(at, partial, Partial::merge);
            }
        });
        Map<List<@Nullable Object>, NavigableMap<Instant, Partial>> lines = new LinkedHashMap<>();
        apart.forEach((group, line) -> {
            NavigableMap<Instant, Partial> whole =
                    lines.computeIfAbsent(group.subList(0, others.size()), any -> new TreeMap<>());
            turned.apply(line).forEach((at, partial) -> {
                if (timeline.holdsAt(at, name -> group.get(names.indexOf(name)))) {
                    whole.merge(at, partial, Partial::merge);
                }
            });
        });
        return lines;
    }

    /** What conditions on moments are about beside time. */
    private Stream<String> momentNames() {
        return plan.conditions().moments().stream()
                .flatMap(filter -> filter.condition().names().stream())
                .filter(name -> !timeline.isOwnTime(name));
    }
}
