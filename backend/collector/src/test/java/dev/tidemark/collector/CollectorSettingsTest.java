package dev.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectorSettingsTest {

    @Test
    void defaultsArePinned() {
        assertThat(CollectorSettings.of(Map.of()))
                .isEqualTo(new CollectorSettings(
                        "127.0.0.1",
                        8081,
                        "127.0.0.1:19092",
                        URI.create("http://127.0.0.1:8080"),
                        Optional.empty(),
                        Path.of(".tidemark/data/collector/collection.json"),
                        new CollectorSettings.Limits(524_288, 4_194_304, 1_000, 33_554_432, 4_096),
                        Duration.ofSeconds(10),
                        new CollectorSettings.Enrichment(
                                CollectorSettings.KeptAddress.TRUNCATED,
                                List.of(),
                                Optional.empty(),
                                Duration.ofSeconds(30)),
                        Optional.empty()));
    }

    @Test
    void theEnvironmentSetsEverythingElse() {
        CollectorSettings settings = CollectorSettings.of(Map.of(
                "TIDEMARK_COLLECTOR_PORT",
                "9",
                "TIDEMARK_KAFKA",
                "k:1",
                "TIDEMARK_HOME",
                "/h",
                "TIDEMARK_INTERNAL_TOKEN_FILE",
                "/t",
                "TIDEMARK_COLLECTOR_DELIVERY_TIMEOUT",
                "PT2S"));
        assertThat(settings.port()).isEqualTo(9);
        assertThat(settings.kafka()).isEqualTo("k:1");
        assertThat(settings.copy()).isEqualTo(Path.of("/h/data/collector/collection.json"));
        assertThat(settings.tokenFile()).contains(Path.of("/t"));
        assertThat(settings.delivery()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theEnvironmentSetsWhatIsWorkedOut() {
        assertThat(CollectorSettings.of(Map.of(
                                "TIDEMARK_COLLECTOR_IP",
                                "none",
                                "TIDEMARK_COLLECTOR_PROXIES",
                                "10.0.0.0/8, 127.0.0.1",
                                "TIDEMARK_COLLECTOR_PLACES",
                                "/p.mmdb",
                                "TIDEMARK_COLLECTOR_CLOCK_TOLERANCE",
                                "PT1M"))
                        .enrichment())
                .isEqualTo(new CollectorSettings.Enrichment(
                        CollectorSettings.KeptAddress.NONE,
                        List.of("10.0.0.0/8", "127.0.0.1"),
                        Optional.of(Path.of("/p.mmdb")),
                        Duration.ofMinutes(1)));
    }

    @Test
    void aSpoolIsWantedByNamingItsDirectory() {
        assertThat(CollectorSettings.of(Map.of("TIDEMARK_COLLECTOR_SPOOL", "/spool"))
                        .spool())
                .contains(new CollectorSettings.Spool(Path.of("/spool"), 1_073_741_824, 8_388_608));
        assertThat(CollectorSettings.of(Map.of(
                                "TIDEMARK_COLLECTOR_SPOOL", "/spool",
                                "TIDEMARK_COLLECTOR_SPOOL_BYTES", "2000",
                                "TIDEMARK_COLLECTOR_SPOOL_SEGMENT_BYTES", "1000"))
                        .spool())
                .contains(new CollectorSettings.Spool(Path.of("/spool"), 2_000, 1_000));
        assertThatThrownBy(() -> CollectorSettings.of(
                        Map.of("TIDEMARK_COLLECTOR_SPOOL", "/spool", "TIDEMARK_COLLECTOR_SPOOL_BYTES", "2000")))
                .hasMessageContaining("TIDEMARK_COLLECTOR_SPOOL_BYTES");
    }
}
