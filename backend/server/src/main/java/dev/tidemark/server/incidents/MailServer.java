package dev.tidemark.server.incidents;

import dev.tidemark.incidents.MailSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server of this installation.
 *
 * @param host empty where nobody is told by mail
 * @param user empty for a server that asks for none
 * @param passwordFile read at each message, so that a rotated file is seen
 * @param from the sender's address
 */
@ConfigurationProperties("tidemark.mail")
record MailServer(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String from,
        @DefaultValue("starttls") MailSettings.Encryption encryption) {

    MailServer {
        if (!host.isBlank() && from.isBlank()) {
            throw new IllegalArgumentException("tidemark.mail.host is set, and tidemark.mail.from is not");
        }
    }

    Optional<MailSettings> settings() {
        return host.isBlank()
                ? Optional.empty()
                : Optional.of(new MailSettings(host, port, user, this::password, from, encryption));
    }

    private String password() {
        if (passwordFile.isBlank()) {
            return "";
        }
        try {
            return Files.readString(Path.of(passwordFile)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret file " + passwordFile, e);
        }
    }
}
