package dev.tidemark.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.Fault;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantinedEventTest {

    @Test
    void keepsTheOriginalToTheLetter() {
        QuarantinedEvent event = new QuarantinedEvent(
                "e-1",
                null,
                "partner-feed",
                "growth",
                "2026-11-23T20:31:05.000000Z",
                "invalid-event",
                "1 fault",
                List.of(new Fault("/type", "missing")),
                "{\"amount\": 12.50,\n \"x\":\"é\"}");
        assertThat(QuarantinedEvent.parse(event.toJson())).isEqualTo(event);
        assertThat(event.toJson())
                .asString(UTF_8)
                .contains("\"event_id\":\"e-1\"", "\"faults\":[{\"pointer\":\"/type\"");
        assertThat(event.received()).isEqualTo(Instant.parse("2026-11-23T20:31:05Z"));
    }
}
