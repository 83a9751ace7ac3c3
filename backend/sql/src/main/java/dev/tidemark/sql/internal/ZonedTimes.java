package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Engines that cut instants off by the calendar of a zone themselves. They make two days of a day with two midnights: what begins at
 * the second belongs to what begins at the first.
 */
abstract class ZonedTimes implements TimeWords {

    /** The instant at which the bucket begins, where a day has one midnight. */
    abstract String cut(Grain grain, String instant, String zone);

    abstract String earlier(String instant, Duration by);

    /** A column's time as an instant. */
    String instant(String time) {
        return time;
    }

    @Override
    public String bucket(Grain grain, ZoneId zone) {
        String name = TimeWords.name(zone);
        String begin = cut(grain, instant(TIME), name);
        List<Duration> overlaps = grain.compareTo(Grain.DAY) < 0 ? List.of() : TwoMidnights.of(zone);
        if (overlaps.isEmpty()) {
            return begin;
        }
        StringBuilder choice = new StringBuilder("(CASE");
        for (Duration overlap : overlaps) {
            String earlier = earlier(begin, overlap);
            choice.append(" WHEN " + cut(grain, earlier, name) + " = " + earlier + " THEN " + earlier);
        }
        return choice.append(" ELSE " + begin + " END)").toString();
    }
}
