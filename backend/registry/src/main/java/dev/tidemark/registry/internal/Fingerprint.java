package dev.tidemark.registry.internal;

import dev.tidemark.registry.SchemaContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The SHA-256 of a schema's content. The migration of the first schemas derives it in the same way. */
record Fingerprint(String hex) {

    static Fingerprint of(SchemaContent content) {
        String all = String.join(
                "\n",
                content.type().name(),
                content.text(),
                Json.text(content.references()),
                Objects.requireNonNullElse(content.metadata(), ""),
                Objects.requireNonNullElse(content.ruleSet(), ""));
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
