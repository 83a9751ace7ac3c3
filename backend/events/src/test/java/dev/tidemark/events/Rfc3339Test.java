package dev.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @Test
    void agreesWithJavaTimeAboutAnyInstantAndOffset() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_100_000_000L, 253_300_000_000L), random.nextInt(1_000_000_000));
            OffsetDateTime elsewhere =
                    instant.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(14), random.nextInt(60)));
            assertThat(Rfc3339.parse(instant.toString())).isEqualTo(instant);
            if (elsewhere.getSecond() != 0 && elsewhere.getYear() <= 9999) {
                assertThat(Rfc3339.parse(elsewhere.toString())).isEqualTo(instant);
            }
            assertThat(Instant.parse(Rfc3339.format(instant))).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T20:31Z",
                "2026-11-23T20:31:05",
                "2026-11-23 20:31:05Z",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T23:59:60Z",
                "2026-11-23T20:31:05.Z",
                "2026-11-23T20:31:05,1Z",
                "2026-11-23T20:31:05.1234567890Z",
                "2026-11-23T20:31:05+01",
                "2026-11-23T20:31:05+0100",
                "+2026-11-23T20:31:05Z",
                "2026-11-23T20:31:05+25:00",
                "2026-11-23T20:31:05Zulu",
                "0000-01-01T00:00:00+10:00",
                "9999-12-31T23:59:59-10:00",
                "２026-11-23T20:31:05Z",
                "1764008465"
            })
    void refusesWhatIsNotRfc3339(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
