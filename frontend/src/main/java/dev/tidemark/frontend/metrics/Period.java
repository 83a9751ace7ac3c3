package dev.tidemark.frontend.metrics;

import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The spans of time one can look at; whole buckets, so that the last one is still filling. */
enum Period {
    HOUR("60 min", "the last 60 minutes", List.of("minute")),
    TODAY("Today", "today", List.of("hour", "minute")),
    DAY("24 h", "the last 24 hours", List.of("hour")),
    WEEK("7 d", "the last 7 days", List.of("day", "hour")),
    MONTH("30 d", "the last 30 days", List.of("day", "week")),
    QUARTER("90 d", "the last 90 days", List.of("day", "week", "month"));

    private final String label;
    private final String words;
    private final List<String> grains;

    Period(String label, String words, List<String> grains) {
        this.label = label;
        this.words = words;
        this.grains = grains;
    }

    String label() {
        return label;
    }

    String words() {
        return words;
    }

    TimeRange range() {
        return switch (this) {
            case HOUR -> TimeRange.Preset.LAST_HOUR;
            case TODAY -> TimeRange.Preset.TODAY;
            case DAY -> TimeRange.Preset.LAST_24_HOURS;
            case WEEK -> TimeRange.Preset.LAST_7_DAYS;
            case MONTH -> TimeRange.Preset.LAST_30_DAYS;
            case QUARTER -> TimeRange.Preset.LAST_90_DAYS;
        };
    }

    String key() {
        return label.toLowerCase(java.util.Locale.ROOT).replace(" ", "");
    }

    static Optional<Period> of(String key) {
        return Arrays.stream(values())
                .filter(period -> period.key().equals(key))
                .findFirst();
    }

    /** Those of its grains that the metric's time knows. */
    List<String> grains(List<MetricDimension> dimensions) {
        List<String> known = dimensions.stream()
                .filter(dimension -> dimension.name().equals("metric_time"))
                .findFirst()
                .map(MetricDimension::grains)
                .orElse(List.of());
        return grains.stream().filter(known::contains).toList();
    }

    Instant start(Instant now, ZoneId zone) {
        ZonedDateTime at = now.atZone(zone);
        ZonedDateTime midnight = at.truncatedTo(ChronoUnit.DAYS);
        return (switch (this) {
                    case HOUR -> at.truncatedTo(ChronoUnit.MINUTES).minusMinutes(59);
                    case TODAY -> midnight;
                    case DAY -> at.truncatedTo(ChronoUnit.HOURS).minusHours(23);
                    case WEEK -> midnight.minusDays(6);
                    case MONTH -> midnight.minusDays(29);
                    case QUARTER -> midnight.minusDays(89);
                })
                .toInstant();
    }

    /** The end of the bucket that is filling now. */
    Instant end(Instant now, ZoneId zone) {
        ZonedDateTime at = now.atZone(zone);
        return (switch (this) {
                    case HOUR -> at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
                    case DAY -> at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
                    case TODAY, WEEK, MONTH, QUARTER ->
                        at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
                })
                .toInstant();
    }
}
