package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Window;
import java.time.Duration;
import java.time.ZoneId;

/**
 * BigQuery. TIMESTAMP_TRUNC takes a zone; below a day it takes off what a clock there shows beyond the unit, so that the two hours of
 * one name stay two (cloud.google.com/bigquery/docs/reference/standard-sql: timestamp_functions, datetime_functions). Its WEEK begins on
 * Sunday, its ISOWEEK on Monday. Days and months are taken off a DATETIME, the time of a clock.
 */
final class BigQueryTimes extends ZonedTimes {

    @Override
    String cut(Grain grain, String instant, String zone) {
        return "TIMESTAMP_TRUNC(" + instant + ", " + part(grain) + ", " + TimeWords.quoted(zone) + ")";
    }

    @Override
    String earlier(String instant, Duration by) {
        return "TIMESTAMP_SUB(" + instant + ", INTERVAL " + by.toSeconds() + " SECOND)";
    }

    @Override
    public String dateBucket(Grain grain) {
        return "DATE_TRUNC(" + TIME + ", " + part(grain) + ")";
    }

    @Override
    public String back(Window window, ZoneId zone) {
        String name = TimeWords.quoted(TimeWords.name(zone));
        return "TIMESTAMP(DATETIME_SUB(DATETIME(" + TIME + ", " + name + "), " + interval(window) + "), " + name + ")";
    }

    @Override
    public String dateBack(Window window) {
        return "DATE_SUB(" + TIME + ", " + interval(window) + ")";
    }

    private static String interval(Window window) {
        return "INTERVAL " + TimeWords.plainCount(window) + " " + TimeWords.plainUnit(window);
    }

    private static String part(Grain grain) {
        return grain == Grain.WEEK ? "ISOWEEK" : grain.name();
    }
}
