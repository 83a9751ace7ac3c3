package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.incidents.MailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailServerTest {

    private static MailServer bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tidemark.mail", MailServer.class);
    }

    @Test
    void withoutAHostNobodyIsToldByMail() {
        assertThat(bound(Map.of()).settings()).isEmpty();
        assertThat(bound(Map.of("tidemark.mail.host", "", "tidemark.mail.from", ""))
                        .settings())
                .isEmpty();
    }

    @Test
    void aServerIsUsedProtectedUnlessItIsSaidOtherwise(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "letmein\n");
        MailSettings settings = bound(Map.of(
                        "tidemark.mail.host", "mail.example.org",
                        "tidemark.mail.user", "portal",
                        "tidemark.mail.password-file", password.toString(),
                        "tidemark.mail.from", "tidemark@example.org"))
                .settings()
                .orElseThrow();
        assertThat(settings.port()).isEqualTo(587);
        assertThat(settings.encryption()).isEqualTo(MailSettings.Encryption.STARTTLS);
        assertThat(settings.password().get()).isEqualTo("letmein");
        Files.writeString(password, "rotated");
        assertThat(settings.password().get()).isEqualTo("rotated");
    }

    @Test
    void aServerWithoutASenderIsRefusedAtTheStart() {
        assertThatThrownBy(() -> bound(Map.of("tidemark.mail.host", "mail.example.org")))
                .hasRootCauseMessage("tidemark.mail.host is set, and tidemark.mail.from is not");
    }

    @Test
    void privateAddressesAreRefusedUnlessAllowed() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("tidemark.notices", NoticeReach.class)
                        .privateAddresses())
                .isFalse();
    }
}
