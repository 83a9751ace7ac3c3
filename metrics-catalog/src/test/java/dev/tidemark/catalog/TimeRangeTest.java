package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {

    /** A Thursday, at 09:41:30 in Paris. */
    private static final Instant NOW = Instant.parse("2026-11-26T08:41:30Z");

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "last_hour,      2026-11-26T07:42:00Z, 2026-11-26T08:42:00Z",
        "today,          2026-11-25T23:00:00Z, 2026-11-26T23:00:00Z",
        "today_so_far,   2026-11-25T23:00:00Z, 2026-11-26T08:42:00Z",
        "yesterday,      2026-11-24T23:00:00Z, 2026-11-25T23:00:00Z",
        "last_24_hours,  2026-11-25T09:00:00Z, 2026-11-26T09:00:00Z",
        "last_7_days,    2026-11-19T23:00:00Z, 2026-11-26T23:00:00Z",
        "this_week,      2026-11-22T23:00:00Z, 2026-11-26T23:00:00Z",
        "this_month,     2026-10-31T23:00:00Z, 2026-11-26T23:00:00Z",
        "last_month,     2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
        "this_year,      2025-12-31T23:00:00Z, 2026-11-26T23:00:00Z",
        "2026-10-25..2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z"
    })
    void isTwoInstantsInTheZoneItIsAskedIn(String word, Instant start, Instant end) {
        TimeRange range = TimeRange.parse(word).orElseThrow();

        assertThat(range.start(NOW, PARIS)).isEqualTo(start);
        assertThat(range.end(NOW, PARIS)).isEqualTo(end);
    }

    @ParameterizedTest
    @EnumSource(TimeRange.Preset.class)
    void isReadAsItIsWritten(TimeRange.Preset preset) {
        assertThat(TimeRange.parse(preset.word())).contains(preset);
        assertThat(preset.start(NOW, PARIS)).isBefore(preset.end(NOW, PARIS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-11-02..2026-11-01", "2026-11-01..2026-11-02..2026-11-03", "2026-11"})
    void isNothingWhenItCannotBeRead(String word) {
        assertThat(TimeRange.parse(word)).isEmpty();
    }

    @Test
    void saysDaysAsPeopleDo() {
        assertThat(TimeRange.parse("2026-11-01..2026-11-24").orElseThrow().label())
                .isEqualTo("1 Nov 2026 to 24 Nov 2026");
    }
}
