package dev.tidemark.router.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From totals at moments to one value for each period that is asked for. */
@SuppressWarnings("NullAway") // keys hold absent values; lambdas over generics lose that
final class Periods {

    private final Question question;
    private final SeriesPlan plan;
    private final Timeline timeline;
    private final Spines spines;

    Periods(Question question, SeriesPlan plan, Timeline timeline, Spines spines) {
        this.question = question;
        this.plan = plan;
        this.timeline = timeline;
        this.spines = spines;
    }

    /**
     * @param totals of each group of everything but time
     * @param bucket what stands for a period, given the values of its moments
     */
    Map<List<@Nullable Object>, Object> of(
            Map<List<@Nullable Object>, NavigableMap<Instant, Partial>> totals,
            Function<List<@Nullable Object>, @Nullable Object> bucket) {
        Map<List<@Nullable Object>, NavigableMap<Instant, Object>> lines = new LinkedHashMap<>();
        totals.forEach((group, line) -> {
            NavigableMap<Instant, Object> values = new TreeMap<>();
            line.forEach((at, total) -> {
                if (total.value() != null) {
                    values.put(at, total.value());
                }
            });
            lines.put(group, values);
        });
        if (plan.series().everyBucket() && spines.rule()) {
            fill(lines);
        }
        Map<List<@Nullable Object>, Object> values = new LinkedHashMap<>();
        lines.forEach((group, line) -> {
            Map<List<@Nullable Object>, List<@Nullable Object>> periods = new LinkedHashMap<>();
            timeline.keyed(
                    line,
                    group,
                    (key, value) -> periods.computeIfAbsent(key, any -> new ArrayList<>())
                            .add(value));
            periods.forEach((key, moments) -> values.put(key, bucket.apply(moments)));
            spines.checkFits(values.size());
        });
        return values;
    }

    /** The moments of the spine at which nobody has a total, in the group of nothing. */
    private void fill(Map<List<@Nullable Object>, NavigableMap<Instant, Object>> lines) {
        Set<Instant> known = new HashSet<>();
        lines.values().forEach(line -> known.addAll(line.keySet()));
        EveryBucket every = new EveryBucket(question, plan.series(), spines);
        NavigableMap<Instant, Object> rest = new TreeMap<>();
        for (Instant at : timeline.laidOut()) {
            if (!known.contains(at) && timeline.filtered(at) && every.hasRowAt(at)) {
                rest.put(at, plan.series().fill().orElse(null));
            }
        }
        List<@Nullable Object> nothing = Collections.nCopies(timeline.others().size(), null);
        rest.forEach((at, value) ->
                lines.computeIfAbsent(nothing, any -> new TreeMap<>()).put(at, value));
    }
}
