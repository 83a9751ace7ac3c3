package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Window;
import java.time.Duration;
import java.time.ZoneId;

/** Pinot, whose times are milliseconds. It has no calendar to go back by; nothing asks it. */
final class PinotTimes extends ZonedTimes {

    @Override
    String cut(Grain grain, String instant, String zone) {
        return "DATETRUNC('" + grain.name() + "', " + instant + ", 'MILLISECONDS', " + TimeWords.quoted(zone)
                + ", 'MILLISECONDS')";
    }

    @Override
    String earlier(String instant, Duration by) {
        return "CAST(" + instant + " - " + by.toMillis() + " AS LONG)";
    }

    @Override
    public String dateBucket(Grain grain) {
        return "CAST(date_trunc(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + TIME + ") AS DATE)";
    }

    @Override
    public String back(Window window, ZoneId zone) {
        throw new IllegalArgumentException("Pinot cannot go back " + window);
    }

    @Override
    public String dateBack(Window window) {
        throw new IllegalArgumentException("Pinot cannot go back " + window);
    }
}
