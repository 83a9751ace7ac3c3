package dev.tidemark.router.internal;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** At each moment of a line the value of some time before. */
final class Shifting {

    private final Timeline timeline;
    private final Spines spines;
    private final Clockwork clock;
    private final List<Turn.Offset> offsets;

    Shifting(Timeline timeline, Spines spines, Clockwork clock, Turn.Shifted turn) {
        this.timeline = timeline;
        this.spines = spines;
        this.clock = clock;
        this.offsets = turn.offsets();
    }

    NavigableMap<Instant, Partial> of(NavigableMap<Instant, Partial> line) {
        NavigableMap<Instant, Partial> moved = new TreeMap<>();
        if (offsets.size() == 1 && offsets.getFirst() instanceof Turn.Offset.Periods periods && onlyPeriods(periods)) {
            line.forEach((from, partial) -> spines.laterPeriod(periods.window(), from)
                    .filter(at -> timeline.asked(at) && timeline.filtered(at))
                    .ifPresent(at -> moved.merge(at, partial, Partial::merge)));
            return moved;
        }
        boolean toGrain = offsets.stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
        for (Instant at : moments(line)) {
            Optional<Partial> found = timeline.back(at, offsets).map(line::get);
            if (found.isPresent() && (!toGrain || timeline.startsBucket(at)) && timeline.filtered(at)) {
                moved.put(at, found.get());
            }
        }
        return moved;
    }

    private List<Instant> moments(NavigableMap<Instant, Partial> line) {
        if (spines.rule() && !offsets.isEmpty()) {
            return timeline.laidOut();
        }
        Instant past = clock.plus(clock.forth(line.lastKey(), offsets), timeline.grain(), 1);
        return timeline.byClock(timeline.start(line.firstKey()), offsets.isEmpty() ? past : timeline.end(past));
    }

    /** Whether all times that are asked for are periods of the calendar that the offset counts in: then whole periods are moved. */
    private boolean onlyPeriods(Turn.Offset.Periods periods) {
        return timeline.times().stream()
                .allMatch(name -> timeline.path(name)
                        .custom()
                        .filter(periods.window().grain()::equals)
                        .isPresent());
    }
}
