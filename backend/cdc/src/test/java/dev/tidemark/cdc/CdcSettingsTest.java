package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CdcSettingsTest {

    @Test
    void withoutEnvironmentEverythingIsOnThisMachine() {
        assertThat(CdcSettings.of(Map.of()))
                .isEqualTo(new CdcSettings(
                        "127.0.0.1",
                        8082,
                        "127.0.0.1:19092",
                        "tidemark.cdc.progress",
                        URI.create("http://127.0.0.1:8080"),
                        Optional.empty()));
    }

    @Test
    void theEnvironmentSetsEverything() {
        assertThat(CdcSettings.of(Map.of(
                        "TIDEMARK_CDC_BIND", "0.0.0.0",
                        "TIDEMARK_CDC_PORT", "1",
                        "TIDEMARK_KAFKA", "kafka:9092",
                        "TIDEMARK_CDC_PROGRESS_TOPIC", "progress",
                        "TIDEMARK_PORTAL_URL", "http://portal",
                        "TIDEMARK_INTERNAL_TOKEN_FILE", "/token")))
                .isEqualTo(new CdcSettings(
                        "0.0.0.0",
                        1,
                        "kafka:9092",
                        "progress",
                        URI.create("http://portal"),
                        Optional.of(Path.of("/token"))));
    }
}
