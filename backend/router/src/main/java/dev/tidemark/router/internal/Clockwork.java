package dev.tidemark.router.internal;

import dev.tidemark.sql.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** The calendar of a question: its zone and the day on which weeks begin. */
record Clockwork(ZoneId zone, DayOfWeek weekStart) {

    Instant floor(Instant time, Grain grain) {
        return grain.floor(time.atZone(zone), weekStart).toInstant();
    }

    Instant plus(Instant time, Grain grain, long count) {
        return grain.plus(time.atZone(zone), count).toInstant();
    }

    Instant back(Instant time, List<Turn.Offset> offsets) {
        ZonedDateTime at = time.atZone(zone);
        for (Turn.Offset offset : offsets) {
            at = switch (offset) {
                case Turn.Offset.Back back ->
                    back.window().grain().plus(at, -back.window().count());
                case Turn.Offset.ToGrain to -> to.grain().floor(at, weekStart);
                case Turn.Offset.Earlier earlier -> at.minus(earlier.by());
                case Turn.Offset.Periods periods -> throw notByCalendar(periods);
            };
        }
        return at.toInstant();
    }

    private static IllegalArgumentException notByCalendar(Turn.Offset.Periods periods) {
        return new IllegalArgumentException(periods.window().grain() + " is told by a time spine only");
    }

    /** The latest time that leads back to at most this one. */
    Instant forth(Instant time, List<Turn.Offset> offsets) {
        ZonedDateTime at = time.atZone(zone);
        for (Turn.Offset offset : offsets.reversed()) {
            at = switch (offset) {
                case Turn.Offset.Back back ->
                    back.window().grain().plus(at, back.window().count()).plusDays(SLACK);
                case Turn.Offset.ToGrain to -> to.grain().plus(at, 1);
                case Turn.Offset.Earlier earlier -> at.plus(earlier.by());
                case Turn.Offset.Periods periods -> throw notByCalendar(periods);
            };
        }
        return at.toInstant();
    }

    /** Months differ by so many days. */
    private static final int SLACK = 3;
}
