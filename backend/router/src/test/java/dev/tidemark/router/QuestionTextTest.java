package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.router.internal.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class QuestionTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T00:00:00Z", "2026-11-24T00:00Z", "2026-11-24T01:00:00.000+01:00"})
    void an_instant_is_read_in_every_form_of_iso_8601(String text) {
        assertThat(read(text).start()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void anything_else_is_answered_with_what_an_instant_looks_like() {
        assertThatThrownBy(() -> read("yesterday"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("2026-11-24T00:00:00Z");
    }

    private static TimeSpan read(String start) {
        return Json.read("{\"start\": \"" + start + "\", \"end\": null}", TimeSpan.class);
    }
}
