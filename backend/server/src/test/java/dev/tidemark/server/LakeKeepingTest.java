package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.pipelines.maintenance.MaintenanceSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LakeKeepingTest {

    private static LakeKeeping bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tidemark.maintenance", LakeKeeping.class);
    }

    @Test
    void withoutConfigurationTheDefaultsHold() {
        assertThat(bound(Map.of()).settings()).isEqualTo(MaintenanceSettings.defaults());
    }

    @Test
    void anInstallationMayKeepLessOrMoreButNeverLessThanReadersNeed() {
        MaintenanceSettings settings = bound(
                        Map.of("tidemark.maintenance.raw-snapshots", "4h", "tidemark.maintenance.target-file", "128MB"))
                .settings();

        assertThat(settings.raw().snapshots().all()).isEqualTo(Duration.ofHours(4));
        assertThat(settings.model().files().targetBytes()).isEqualTo(128 << 20);
        LakeKeeping tooLittle = bound(Map.of("tidemark.maintenance.raw-snapshots", "10m"));
        assertThatThrownBy(tooLittle::settings).hasMessageContaining("at least PT1H");
    }
}
