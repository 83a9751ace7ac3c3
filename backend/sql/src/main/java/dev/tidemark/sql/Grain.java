package dev.tidemark.sql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The size of a time bucket, from the finest to the coarsest. In SQL weeks start on Monday. */
public enum Grain {
    NANOSECOND,
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** As written in names, for example {@code day}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where its bucket begins; weeks begin on the day named. */
    public ZonedDateTime floor(ZonedDateTime time, DayOfWeek weekStart) {
        if (compareTo(DAY) < 0) {
            LocalDateTime local = time.toLocalDateTime();
            return time.minusNanos(ChronoUnit.NANOS.between(local.truncatedTo(unit()), local));
        }
        return firstDay(time.toLocalDate(), weekStart).atStartOfDay(time.getZone());
    }

    private LocalDate firstDay(LocalDate day, DayOfWeek weekStart) {
        return switch (this) {
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            default -> day;
        };
    }

    /** So many of these later; days and longer by the calendar. */
    public ZonedDateTime plus(ZonedDateTime time, long count) {
        return this == QUARTER ? time.plusMonths(3 * count) : time.plus(count, unit());
    }

    private ChronoUnit unit() {
        return switch (this) {
            case NANOSECOND -> ChronoUnit.NANOS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case SECOND -> ChronoUnit.SECONDS;
            case MINUTE -> ChronoUnit.MINUTES;
            case HOUR -> ChronoUnit.HOURS;
            case DAY -> ChronoUnit.DAYS;
            case WEEK -> ChronoUnit.WEEKS;
            case MONTH, QUARTER -> ChronoUnit.MONTHS;
            case YEAR -> ChronoUnit.YEARS;
        };
    }

    public static Optional<Grain> parse(String word) {
        return Arrays.stream(values())
                .filter(grain -> grain.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
