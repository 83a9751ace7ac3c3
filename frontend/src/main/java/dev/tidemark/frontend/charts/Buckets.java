package dev.tidemark.frontend.charts;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The pieces that a grain cuts time into. Weeks begin on Monday. */
public final class Buckets {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter QUARTER = DateTimeFormatter.ofPattern("QQQ yyyy", Locale.UK);

    private Buckets() {}

    /** How long a bucket of a grain is, for drawing only. */
    public static Duration step(String grain) {
        return switch (grain) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "week" -> Duration.ofDays(7);
            case "month" -> Duration.ofDays(30);
            case "quarter" -> Duration.ofDays(91);
            case "year" -> Duration.ofDays(365);
            default -> Duration.ofDays(1);
        };
    }

    /** The start of the bucket that holds an instant. */
    public static Instant floor(Instant at, String grain, ZoneId zone) {
        ZonedDateTime time = at.atZone(zone);
        ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return (switch (grain) {
                    case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
                    case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
                    case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
                    case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case "month" -> day.withDayOfMonth(1);
                    case "quarter" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
                    case "year" -> day.withDayOfYear(1);
                    default -> day;
                })
                .toInstant();
    }

    /** A bucket by its start, as people call it. */
    public static String name(OffsetDateTime start, String grain) {
        return format(grain, start);
    }

    /** A bucket of days or longer by its first day. */
    public static String name(LocalDate start, String grain) {
        return grain.equals("hour") || grain.equals("minute") ? start.toString() : format(grain, start);
    }

    private static String format(String grain, TemporalAccessor start) {
        return (switch (grain) {
                    case "second", "minute", "hour" -> CLOCK;
                    case "month" -> MONTH;
                    case "quarter" -> QUARTER;
                    case "year" -> DateTimeFormatter.ofPattern("yyyy", Locale.UK);
                    default -> DAY;
                })
                .format(start);
    }
}
