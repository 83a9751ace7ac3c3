package dev.tidemark.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A stretch of time as people say it. With a moment and a zone it is two instants: the start is in it, the end is not. */
public sealed interface TimeRange {

    Instant start(Instant now, ZoneId zone);

    /** The end of the minute, hour or day that is filling now, or of the last day. */
    Instant end(Instant now, ZoneId zone);

    /** As it is written in definitions and addresses: {@code last_7_days}, {@code 2026-11-01..2026-11-24}. */
    String word();

    /** As it is said: {@code last 7 days}. */
    String label();

    /**
     * Reads a word; two days are written with two dots between them and are both in it.
     *
     * @return empty when it is no range, or one that ends before it starts
     */
    static Optional<TimeRange> parse(String word) {
        Optional<TimeRange> preset = Arrays.stream(Preset.values())
                .filter(known -> known.word().equals(word))
                .map(TimeRange.class::cast)
                .findFirst();
        return preset.isPresent() ? preset : days(word);
    }

    /** The words of all presets. */
    static List<String> words() {
        return Arrays.stream(Preset.values()).map(Preset::word).toList();
    }

    private static Optional<TimeRange> days(String word) {
        String[] ends = word.split("\\.\\.", -1);
        try {
            LocalDate first = LocalDate.parse(ends[0]);
            LocalDate last = LocalDate.parse(ends[ends.length - 1]);
            return ends.length > 2 || last.isBefore(first) ? Optional.empty() : Optional.of(new Days(first, last));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The ranges that move with the clock. */
    enum Preset implements TimeRange {
        LAST_HOUR("last 60 minutes", ChronoUnit.MINUTES, 59),
        TODAY("today", ChronoUnit.DAYS, 0),
        /** Ends with the minute that is filling now, so that it can be compared with the same hours of another day. */
        TODAY_SO_FAR("today so far", ChronoUnit.DAYS, 0),
        YESTERDAY("yesterday", ChronoUnit.DAYS, 1),
        LAST_24_HOURS("last 24 hours", ChronoUnit.HOURS, 23),
        LAST_7_DAYS("last 7 days", ChronoUnit.DAYS, 6),
        LAST_30_DAYS("last 30 days", ChronoUnit.DAYS, 29),
        LAST_90_DAYS("last 90 days", ChronoUnit.DAYS, 89),
        THIS_WEEK("this week", ChronoUnit.DAYS, 0),
        THIS_MONTH("this month", ChronoUnit.DAYS, 0),
        LAST_MONTH("last month", ChronoUnit.DAYS, 0),
        THIS_YEAR("this year", ChronoUnit.DAYS, 0);

        private final String label;
        private final ChronoUnit unit;
        private final int back;

        Preset(String label, ChronoUnit unit, int back) {
            this.label = label;
            this.unit = unit;
            this.back = back;
        }

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public Instant start(Instant now, ZoneId zone) {
            ZonedDateTime at = now.atZone(zone).truncatedTo(unit);
            return (switch (this) {
                        case LAST_HOUR,
                                TODAY,
                                TODAY_SO_FAR,
                                YESTERDAY,
                                LAST_24_HOURS,
                                LAST_7_DAYS,
                                LAST_30_DAYS,
                                LAST_90_DAYS -> at.minus(back, unit);
                        case THIS_WEEK -> at.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                        case THIS_MONTH -> at.withDayOfMonth(1);
                        case LAST_MONTH -> at.withDayOfMonth(1).minusMonths(1);
                        case THIS_YEAR -> at.withDayOfYear(1);
                    })
                    .toInstant();
        }

        @Override
        public Instant end(Instant now, ZoneId zone) {
            ZonedDateTime at = now.atZone(zone).truncatedTo(unit);
            return (switch (this) {
                        case TODAY_SO_FAR ->
                            now.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
                        case YESTERDAY -> at;
                        case LAST_MONTH -> at.withDayOfMonth(1);
                        case LAST_HOUR,
                                TODAY,
                                LAST_24_HOURS,
                                LAST_7_DAYS,
                                LAST_30_DAYS,
                                LAST_90_DAYS,
                                THIS_WEEK,
                                THIS_MONTH,
                                THIS_YEAR -> at.plus(1, unit);
                    })
                    .toInstant();
        }
    }

    /**
     * Days by the calendar.
     *
     * @param last is in it too
     */
    record Days(LocalDate first, LocalDate last) implements TimeRange {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);

        @Override
        public Instant start(Instant now, ZoneId zone) {
            return first.atStartOfDay(zone).toInstant();
        }

        @Override
        public Instant end(Instant now, ZoneId zone) {
            return last.plusDays(1).atStartOfDay(zone).toInstant();
        }

        @Override
        public String word() {
            return first + ".." + last;
        }

        @Override
        public String label() {
            return first.equals(last) ? DAY.format(first) : DAY.format(first) + " to " + DAY.format(last);
        }
    }
}
