package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan.Window;
import dev.tidemark.sql.SqlFlavor;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * How an engine counts time by a calendar, as SQL text in which {@link #TIME} stands for the time it is asked of. What goes into
 * the text besides are zone ids and numbers, which hold no quote.
 */
interface TimeWords {

    /** The place of the time; no SQL has it. */
    String TIME = "\u0000";

    /** The instant at which the bucket of an instant begins. */
    String bucket(Grain grain, ZoneId zone);

    /** The first date of the bucket of a date. */
    String dateBucket(Grain grain);

    /** An instant, so much earlier by the calendar of a zone. */
    String back(Window window, ZoneId zone);

    /** A date, so much earlier. */
    String dateBack(Window window);

    static TimeWords of(SqlFlavor flavor) {
        return switch (flavor) {
            case DUCKDB -> new PostgresTimes(false);
            case POSTGRESQL, DUCKDB_DATABASE -> new PostgresTimes(true);
            case REDSHIFT -> new RedshiftTimes();
            case SNOWFLAKE -> new SnowflakeTimes();
            case TRINO -> new TrinoTimes(false);
            case TRINO_DATABASE -> new TrinoTimes(true);
            case PINOT -> new PinotTimes();
            case BIGQUERY -> new BigQueryTimes();
            case CLICKHOUSE -> new ClickHouseTimes();
        };
    }

    /** Writes the text, and the time in its places. */
    static void write(SqlWriter writer, String text, SqlNode time) {
        int from = 0;
        for (int at = text.indexOf(TIME); at >= 0; at = text.indexOf(TIME, from)) {
            writer.print(text.substring(from, at));
            time.unparse(writer, 100, 100);
            from = at + TIME.length();
        }
        writer.print(text.substring(from));
    }

    static String name(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** A text in quotes, for what holds none. */
    static String quoted(String text) {
        return "'" + text + "'";
    }

    static String unit(Grain grain) {
        return grain.name().toLowerCase(Locale.ROOT);
    }

    /** The unit in which a window is counted: engines differ in what a week or quarter is, not in days and months. */
    static Grain plainUnit(Window window) {
        return switch (window.grain()) {
            case QUARTER -> Grain.MONTH;
            case WEEK -> Grain.DAY;
            default -> window.grain();
        };
    }

    /** How many of {@link #plainUnit}. */
    static int plainCount(Window window) {
        return window.count()
                * switch (window.grain()) {
                    case QUARTER -> 3;
                    case WEEK -> 7;
                    default -> 1;
                };
    }
}
