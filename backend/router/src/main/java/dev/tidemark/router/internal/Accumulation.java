package dev.tidemark.router.internal;

import dev.tidemark.sql.Arithmetic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** At each moment of a line everything from the beginning of the window, of the period, or of time. */
@SuppressWarnings("NullAway") // lambdas over generics lose what may be absent
final class Accumulation {

    private final Timeline timeline;
    private final Spines spines;
    private final Clockwork clock;
    private final Turn.Accumulated turn;

    Accumulation(Timeline timeline, Spines spines, Clockwork clock, Turn.Accumulated turn) {
        this.timeline = timeline;
        this.spines = spines;
        this.clock = clock;
        this.turn = turn;
    }

    NavigableMap<Instant, Partial> of(NavigableMap<Instant, Partial> line) {
        NavigableMap<Instant, Partial> known = new TreeMap<>();
        NavigableMap<Instant, Partial> totals = new TreeMap<>();
        boolean once = !spines.rule() && turn.offsets().stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
        for (Instant at : spines.rule() ? timeline.laidOut() : byClock(line)) {
            Optional<Instant> then = timeline.back(at, turn.offsets()).filter(this::isTotalled);
            Partial total = then.map(found -> total(line, known, found)).orElse(null);
            if (total != null && (!once || timeline.startsBucket(at)) && timeline.filtered(at)) {
                totals.put(at, total);
            }
        }
        return totals;
    }

    /** Whether there is a total at a moment: by time spines, at their own moments in the range that is asked for. */
    private boolean isTotalled(Instant at) {
        return !spines.rule()
                || timeline.asked(at)
                        && (turn.offsets().isEmpty()
                                || spines.moments(timeline.grain()).contains(at));
    }

    private List<Instant> byClock(NavigableMap<Instant, Partial> line) {
        Instant last = turn.window()
                .map(window -> clock.plus(line.lastKey(), window.grain(), window.count()))
                .orElseGet(() -> turn.toDate()
                        .map(grain -> clock.plus(clock.floor(line.lastKey(), grain), grain, 1))
                        .orElse(Instant.MAX));
        Instant end = turn.offsets().isEmpty() || last.equals(Instant.MAX)
                ? timeline.end(last)
                : timeline.end(clock.forth(last, turn.offsets()));
        return timeline.byClock(timeline.start(line.firstKey()), end);
    }

    private @Nullable Partial total(
            NavigableMap<Instant, Partial> line, NavigableMap<Instant, Partial> known, Instant at) {
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

    /**
     * What stands for a bucket that several moments are in.
     *
     * @param moments their values, the earliest first
     */
    @Nullable Object bucket(List<@Nullable Object> moments) {
        return switch (turn.period()) {
            case FIRST -> moments.getFirst();
            case LAST -> moments.getLast();
            case AVERAGE -> average(moments.stream().filter(Objects::nonNull).toList());
        };
    }

    private static @Nullable Object average(List<Object> moments) {
        if (moments.isEmpty()) {
            return null;
        }
        Number sum = 0L;
        for (Object moment : moments) {
            sum = Arithmetic.add(sum, (Number) moment);
        }
        return moments.size() == 1 ? moments.getFirst() : Arithmetic.divide(sum, (long) moments.size());
    }
}
