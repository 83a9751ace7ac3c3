package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Window;
import java.time.Duration;
import java.time.ZoneId;

/**
 * ClickHouse. {@code date_trunc} takes a zone and gives a Date for weeks and longer, whose midnight in the zone is asked for; weeks begin
 * on Monday. {@code subtractDays} and the like count by the calendar of their argument's zone
 * (clickhouse.com/docs/sql-reference/functions/date-time-functions). Results are shown in UTC.
 */
final class ClickHouseTimes extends ZonedTimes {

    @Override
    String cut(Grain grain, String instant, String zone) {
        String name = TimeWords.quoted(zone);
        String cut = "date_trunc(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + instant + ", " + name + ")";
        return "toTimeZone(" + (grain.compareTo(Grain.DAY) > 0 ? "toDateTime(" + cut + ", " + name + ")" : cut)
                + ", 'UTC')";
    }

    @Override
    String earlier(String instant, Duration by) {
        return "subtractSeconds(" + instant + ", " + by.toSeconds() + ")";
    }

    @Override
    public String dateBucket(Grain grain) {
        return "date_trunc(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + TIME + ")";
    }

    @Override
    public String back(Window window, ZoneId zone) {
        return "toTimeZone("
                + subtract("toTimeZone(" + TIME + ", " + TimeWords.quoted(TimeWords.name(zone)) + ")", window)
                + ", 'UTC')";
    }

    @Override
    public String dateBack(Window window) {
        return subtract(TIME, window);
    }

    private static String subtract(String time, Window window) {
        String unit = TimeWords.unit(TimeWords.plainUnit(window));
        return "subtract" + Character.toUpperCase(unit.charAt(0)) + unit.substring(1) + "s(" + time + ", "
                + TimeWords.plainCount(window) + ")";
    }
}
