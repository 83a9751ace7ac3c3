package dev.tidemark.cdc.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cdc.internal.postgres.ValueKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "TEXT, ü, \"ü\"",
                "BOOLEAN, t, true",
                "BOOLEAN, f, false",
                "WHOLE, -9223372036854775808, -9223372036854775808",
                "FLOATING, 1e-07, 1.0E-7",
                "FLOATING, NaN, \"NaN\"",
                "FLOATING, Infinity, \"Infinity\"",
                "DECIMAL, 12.50, \"12.50\"",
                "TIMESTAMP, 2026-01-31 12:00:00.5+00, \"2026-01-31T12:00:00.5+00:00\"",
                "TIMESTAMP, 2026-01-31 12:00:00-03:30, \"2026-01-31T12:00:00-03:30\"",
                "TIMESTAMP, infinity, \"infinity\"",
                "TIMESTAMP, 0044-03-15 12:00:00+00 BC, \"0044-03-15 12:00:00+00 BC\"",
                "LOCAL_TIMESTAMP, 2026-01-31 12:00:00, \"2026-01-31T12:00:00\"",
                "BYTES, \\x00ff, \"AP8=\"",
                "WHOLE, 1e9, \"1e9\"",
                "BYTES, abcd, [\"abcd\"]",
                "BYTES, \\x0, [\"\\\\x0\"]",
                "UNSUPPORTED, {x}, [\"{x}\"]"
            })
    void areWrittenAsEventsHaveThem(ValueKind kind, String postgres, String json) {
        assertThat(Values.json(postgres, kind).toString()).isEqualTo(json);
    }
}
