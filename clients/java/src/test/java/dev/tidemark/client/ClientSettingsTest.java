package dev.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

    @Test
    void theDefaults() {
        assertThat(ClientSettings.DEFAULT)
                .isEqualTo(new ClientSettings(
                        500,
                        1_048_576,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(15),
                        33_554_432,
                        ClientSettings.WhenFull.WAIT,
                        Optional.empty(),
                        Duration.ofMinutes(10),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10)));
    }

    @Test
    void whatTheCollectorWouldRefuseIsRefusedHere() {
        assertThatThrownBy(() -> ClientSettings.DEFAULT.withBatches(1_001, 1, Duration.ZERO))
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> ClientSettings.DEFAULT.withBatches(1, 5_000_000, Duration.ZERO))
                .hasMessageContaining("4194304");
        assertThatThrownBy(() -> ClientSettings.DEFAULT.withPauses(Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("longer than nothing");
    }
}
