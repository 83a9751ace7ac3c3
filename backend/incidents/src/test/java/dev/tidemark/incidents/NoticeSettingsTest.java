package dev.tidemark.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.incidents.NoticeSettings.Delivering;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoticeSettingsTest {

    @Test
    void theDefaultsAreThese() {
        assertThat(Delivering.DEFAULT)
                .isEqualTo(new Delivering(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1),
                        12));
        assertThat(IncidentSettings.defaults())
                .isEqualTo(new IncidentSettings(Duration.ofSeconds(10), Duration.ofDays(400)));
    }

    @Test
    void anAttemptMayNotOutliveItsLease() {
        assertThatThrownBy(() -> new Delivering(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(40),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1),
                        12))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
