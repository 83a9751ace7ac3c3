package dev.tidemark.incidents;

import java.util.function.Supplier;

/**
 * The mail server that notices go through.
 *
 * @param user empty for a server that asks for none
 * @param password asked at each message
 * @param from the sender's address
 */
public record MailSettings(
        String host, int port, String user, Supplier<String> password, String from, Encryption encryption) {

    /** How the way to the server is protected. */
    public enum Encryption {
        /** Not at all: for a server on the same machine. */
        NONE,
        /** The connection becomes a protected one before anything is said; otherwise nothing is sent. */
        STARTTLS,
        TLS
    }
}
