package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Engines that turn an instant into the time a clock shows, and back. Where clocks go back over midnight they may take the second of
 * two midnights; the day begins at the first.
 */
abstract class LocalTimes implements TimeWords {

    private static final String UTC = "UTC";

    /** A column's time as an instant. */
    abstract String instant(String time);

    /** What a clock in the zone shows at an instant. */
    abstract String local(String instant, String zone);

    /** The instant at which a clock in the zone shows a time. */
    abstract String atZone(String local, String zone);

    /** A time of a clock, cut off. */
    abstract String cut(Grain grain, String local);

    abstract String minus(String time, int count, Grain unit);

    /** An instant less what lies between two times of a clock. */
    abstract String minusDistance(String instant, String from, String to);

    @Override
    public String bucket(Grain grain, ZoneId zone) {
        String name = TimeWords.name(zone);
        String local = local(instant(TIME), name);
        if (grain.compareTo(Grain.DAY) < 0 && !name.equals(UTC)) {
            return minusDistance(instant(TIME), cut(grain, local), local);
        }
        String midnight = cut(grain, local);
        String begin = atZone(midnight, name);
        List<Duration> overlaps = TwoMidnights.of(zone);
        if (overlaps.isEmpty()) {
            return begin;
        }
        StringBuilder choice = new StringBuilder("(CASE");
        for (Duration overlap : overlaps) {
            String earlier = minus(begin, Math.toIntExact(overlap.toSeconds()), Grain.SECOND);
            choice.append(" WHEN " + local(earlier, name) + " = " + midnight + " THEN " + earlier);
        }
        return choice.append(" ELSE " + begin + " END)").toString();
    }

    @Override
    public String dateBucket(Grain grain) {
        return "CAST(" + cut(grain, TIME) + " AS DATE)";
    }

    @Override
    public String back(Window window, ZoneId zone) {
        String name = TimeWords.name(zone);
        return atZone(
                minus(local(instant(TIME), name), TimeWords.plainCount(window), TimeWords.plainUnit(window)), name);
    }

    @Override
    public String dateBack(Window window) {
        return minus(TIME, TimeWords.plainCount(window), TimeWords.plainUnit(window));
    }
}
