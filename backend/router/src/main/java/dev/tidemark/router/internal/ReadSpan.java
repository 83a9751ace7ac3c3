package dev.tidemark.router.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.TimeSpan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which stretch of time the rows are from that values along time rest on. */
final class ReadSpan {

    private final Question question;
    private final String measure;
    private final Turn turn;

    /**
     * @param measure whose rows are read
     */
    ReadSpan(Question question, String measure, Turn turn) {
        this.question = question;
        this.measure = measure;
        this.turn = turn;
    }

    /** Rows that the values in the asked range rest on. */
    TimeSpan turned() {
        TimeSpan asked = question.query().timeRange();
        Instant start = asked.start();
        Instant end = asked.end();
        List<Turn.Offset> offsets = turn.offsets();
        if (offsets.stream().anyMatch(Turn.Offset.Periods.class::isInstance)) {
            return new TimeSpan(null, end); // how long periods are only their time spine knows
        }
        @Nullable Instant from = start == null ? null : question.clockwork().back(start, offsets);
        @Nullable Instant to = end == null ? null : offsets.isEmpty() ? end : lastBack(end, offsets);
        return new TimeSpan(from == null ? null : accumulatedFrom(from), to);
    }

    /** Beyond the value of the last moment before the end no row counts. */
    private Instant lastBack(Instant end, List<Turn.Offset> offsets) {
        Instant back = question.clockwork().back(end, offsets);
        boolean toGrain = offsets.stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
        return toGrain ? end : back;
    }

    private @Nullable Instant accumulatedFrom(Instant from) {
        if (!(turn instanceof Turn.Accumulated accumulated)) {
            return from;
        }
        if (accumulated.window().isPresent()) {
            var window = accumulated.window().get();
            return question.clockwork().plus(from, window.grain(), -window.count());
        }
        return accumulated
                .toDate()
                .map(grain -> question.clockwork().floor(from, grain))
                .orElse(null);
    }

    /** Without time in the groups there is one value: that of the range's end, or of the range some time before. */
    TimeSpan whole() {
        TimeSpan asked = question.query().timeRange();
        if (turn.isPlain()) {
            return asked;
        }
        List<Turn.Offset> offsets = turn.offsets();
        Clockwork clockwork = question.clockwork();
        for (Turn.Offset offset : offsets) {
            if (offset instanceof Turn.Offset.Periods periods) {
                throw new ProblemException(
                        CatalogProblem.UNTOLD_TIME,
                        measure,
                        "is asked " + periods.window().count() + " "
                                + periods.window().grain() + " earlier, which needs times to be laid out.");
            }
        }
        @Nullable Instant end = asked.end() == null ? null : clockwork.back(asked.end(), offsets);
        if (turn instanceof Turn.Accumulated accumulated) {
            return new TimeSpan(end == null ? null : beginning(accumulated, end), end);
        }
        return new TimeSpan(asked.start() == null ? null : clockwork.back(asked.start(), offsets), end);
    }

    private @Nullable Instant beginning(Turn.Accumulated accumulated, Instant end) {
        if (accumulated.window().isPresent()) {
            var window = accumulated.window().get();
            return question.clockwork().plus(end, window.grain(), -window.count());
        }
        return accumulated
                .toDate()
                .map(grain -> question.clockwork().floor(end.minusNanos(1), grain))
                .orElse(null);
    }
}
