package dev.tidemark.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {

    @Test
    void keysThatExistAreKeptAndTheFileIsForItsOwnerOnly(@TempDir Path home) throws Exception {
        Path file = home.resolve("demo-credentials.json");
        CredentialsFile first = CredentialsFile.read(file);
        first.writeKey("web-shop", source -> "key-1");
        first.apiToken("admin", user -> "token-1");
        first.write(file);

        CredentialsFile second = CredentialsFile.read(file);

        assertThat(second.writeKey("web-shop", source -> "key-2")).isEqualTo("key-1");
        assertThat(second.writeKey("retail", source -> "key-3")).isEqualTo("key-3");
        assertThat(second.apiTokens()).containsEntry("admin", "token-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
