package dev.tidemark.router.internal;

import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Groups that are moved along time as they are, because what is computed from them has an offset. To MetricFlow a group then stands at the moment of the
 * time spine from which the offset leads to its own time, exactly: a month moved by five days stands nowhere.
 */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class Lifting {

    private final Question question;
    private final SeriesPlan plan;
    private final Timeline timeline;
    private final Spines spines;
    private final List<String> names;
    private final int join;

    /**
     * @param times what a moment is called in the groups, null for groups that are no times
     */
    private record Moment(List<@Nullable Object> times) {}

    Lifting(Question question, SeriesPlan plan, Timeline timeline, Spines spines) {
        this.question = question;
        this.plan = plan;
        this.timeline = timeline;
        this.spines = spines;
        this.names = question.query().groupBy();
        this.join = names.indexOf(joined(timeline));
    }

    /** The time by which groups are found: the finest by the common calendar, else one of another. */
    private static String joined(Timeline timeline) {
        return timeline.times().stream()
                .min(Comparator.comparing(
                                (String name) -> timeline.path(name).part().isPresent())
                        .thenComparing(name -> timeline.path(name).custom().isPresent())
                        .thenComparing(timeline::bucket))
                .orElseThrow();
    }

    /** The moments from which all times of the groups can be told. */
    static Grain grain(Timeline timeline) {
        List<Grain> buckets = timeline.times().stream().map(timeline::bucket).toList();
        boolean apart = buckets.size() > 1 && buckets.contains(Grain.WEEK);
        Grain finest = Collections.min(buckets);
        return apart && finest.compareTo(Grain.DAY) > 0 ? Grain.DAY : finest;
    }

    Map<List<@Nullable Object>, Object> lifted(Map<List<@Nullable Object>, Object> values) {
        Map<List<@Nullable Object>, Object> moved = values;
        List<Turn.Offset> inner = plan.lifts().subList(1, plan.lifts().size()).reversed();
        for (Turn.Offset offset : inner) {
            moved = moved(moved, offset, at -> true);
        }
        TimeSpan range = question.query().timeRange();
        moved = moved(
                moved,
                plan.lifts().getFirst(),
                at -> (range.start() == null || !at.isBefore(range.start())) && range.endsAfter(at));
        moved.keySet()
                .removeIf(key -> !plan.conditions().lifted().stream()
                        .allMatch(filter -> timeline.holds(filter, name -> key.get(names.indexOf(name)))));
        return moved;
    }

    private Map<List<@Nullable Object>, Object> moved(
            Map<List<@Nullable Object>, Object> values, Turn.Offset offset, Predicate<Instant> asked) {
        Map<List<@Nullable Object>, Object> moved = new LinkedHashMap<>();
        if (values.isEmpty()) {
            return moved;
        }
        Map<Object, List<List<@Nullable Object>>> byTime = new HashMap<>();
        values.keySet().forEach(key -> {
            if (key.get(join) != null) {
                byTime.computeIfAbsent(key.get(join), any -> new ArrayList<>()).add(key);
            }
        });
        for (Moment moment : moments(asked)) {
            Optional<Instant> from =
                    moment.times().get(join) instanceof Instant at ? back(at, offset) : Optional.empty();
            from.map(byTime::get)
                    .ifPresent(found -> found.forEach(key -> {
                        moved.putIfAbsent(at(moment, key), values.get(key));
                        spines.checkFits(moved.size());
                    }));
        }
        return moved;
    }

    private Optional<Instant> back(Instant at, Turn.Offset offset) {
        return offset instanceof Turn.Offset.Periods periods
                ? spines.earlier(periods.window(), at)
                : Optional.of(question.clockwork().back(at, List.of(offset)));
    }

    private Set<Moment> moments(Predicate<Instant> asked) {
        Set<Moment> moments = new LinkedHashSet<>();
        for (Instant at : spines.moments(grain(timeline))) {
            if (asked.test(at)) {
                List<@Nullable Object> times = new ArrayList<>();
                names.forEach(name -> times.add(timeline.isTime(name) ? timeline.told(name, at) : null));
                moments.add(new Moment(times));
            }
        }
        return moments;
    }

    private List<@Nullable Object> at(Moment moment, List<@Nullable Object> key) {
        List<@Nullable Object> moved = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            moved.add(timeline.isTime(names.get(i)) ? moment.times().get(i) : key.get(i));
        }
        return Collections.unmodifiableList(moved);
    }
}
