package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Window;
import java.time.Duration;
import java.time.ZoneId;

/** Trino, whose {@code date_trunc} counts by the zone of its argument (trino.io/docs/current/functions/datetime.html). */
final class TrinoTimes extends ZonedTimes {

    private final boolean mayLackZone;

    TrinoTimes(boolean mayLackZone) {
        this.mayLackZone = mayLackZone;
    }

    @Override
    String instant(String time) {
        return mayLackZone ? "CAST(" + time + " AS TIMESTAMP(6) WITH TIME ZONE)" : time;
    }

    @Override
    String cut(Grain grain, String instant, String zone) {
        return "date_trunc(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + instant + " AT TIME ZONE "
                + TimeWords.quoted(zone) + ")";
    }

    @Override
    String earlier(String instant, Duration by) {
        return "(" + instant + " - INTERVAL '" + by.toSeconds() + "' SECOND)";
    }

    @Override
    public String dateBucket(Grain grain) {
        return "date_trunc(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + TIME + ")";
    }

    @Override
    public String back(Window window, ZoneId zone) {
        String name = TimeWords.quoted(TimeWords.name(zone));
        return "with_timezone(CAST(" + instant(TIME) + " AT TIME ZONE " + name + " AS TIMESTAMP(6)) - "
                + interval(window) + ", " + name + ")";
    }

    @Override
    public String dateBack(Window window) {
        return "(" + TIME + " - " + interval(window) + ")";
    }

    private static String interval(Window window) {
        return "INTERVAL '" + TimeWords.plainCount(window) + "' " + TimeWords.plainUnit(window);
    }
}
