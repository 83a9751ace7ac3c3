package dev.tidemark.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void a_secret_is_made_once_is_long_and_only_its_owner_reads_it() throws IOException {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        String first = Files.readString(secrets.postgresPassword());

        assertThat(first).hasSize(32).doesNotContain("\n");
        assertThat(Files.readString(secrets.postgresPassword())).isEqualTo(first);
        assertThat(Files.readString(secrets.internalToken())).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.postgresPassword())))
                .isEqualTo("rw-------");
    }

    @Test
    void one_supervisor_at_a_time_has_a_home() throws IOException {
        Home home = new Home(folder);
        try (SupervisorLock lock = SupervisorLock.take(home).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(SupervisorLock.holder(home)).contains(ProcessHandle.current());
        }
    }
}
