package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;

/**
 * Snowflake. A TIMESTAMP_TZ has an offset and no zone, so that it is cut off as the time of a clock, TIMESTAMP_NTZ, and counted from
 * there: CONVERT_TIMEZONE with two arguments takes any timestamp, with three a time of a clock
 * (docs.snowflake.com/en/sql-reference/functions: convert_timezone, date_trunc, dateadd, datediff). Sessions begin weeks on Monday.
 */
final class SnowflakeTimes extends LocalTimes {

    @Override
    String instant(String time) {
        return time;
    }

    @Override
    String local(String instant, String zone) {
        return "CAST(CONVERT_TIMEZONE(" + TimeWords.quoted(zone) + ", " + instant + ") AS TIMESTAMP_NTZ)";
    }

    @Override
    String atZone(String local, String zone) {
        return "CAST(CONVERT_TIMEZONE(" + TimeWords.quoted(zone) + ", 'UTC', " + local + ") AS TIMESTAMP_LTZ)";
    }

    @Override
    String cut(Grain grain, String local) {
        return "DATE_TRUNC(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + local + ")";
    }

    @Override
    String minus(String time, int count, Grain unit) {
        return "DATEADD(" + TimeWords.quoted(TimeWords.unit(unit)) + ", -" + count + ", " + time + ")";
    }

    /** In nanoseconds, the finest it has, so that nothing is left of what is finer than the bucket. */
    @Override
    String minusDistance(String instant, String from, String to) {
        return "DATEADD('nanosecond', -DATEDIFF('nanosecond', " + from + ", " + to + "), CAST(" + instant
                + " AS TIMESTAMP_LTZ))";
    }
}
