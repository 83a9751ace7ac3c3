package dev.tidemark.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code demo-credentials.json}: the secrets of the demo, readable by its owner only. Replaced as a whole, so that whoever reads it
 * sees one version or the other.
 *
 * @param writeKeys by source
 * @param apiTokens by user
 * @param shopDatabase {@code url}, {@code user} and {@code password} of whoever runs the shop's own database; empty until there is one
 */
record CredentialsFile(
        SortedMap<String, String> writeKeys,
        SortedMap<String, String> apiTokens,
        SortedMap<String, String> shopDatabase) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What the file says; empty when there is none yet. */
    static CredentialsFile read(Path file) {
        if (!Files.exists(file)) {
            return new CredentialsFile(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        }
        JsonNode document = JSON.readTree(file.toFile());
        return new CredentialsFile(
                members(document.path("write_keys")),
                members(document.path("api_tokens")),
                members(document.path("shop_database")));
    }

    String writeKey(String source, UnaryOperator<String> create) {
        return writeKeys.computeIfAbsent(source, create);
    }

    String apiToken(String user, UnaryOperator<String> create) {
        return apiTokens.computeIfAbsent(user, create);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    draft,
                    JSON.writeValueAsString(java.util.Map.of(
                            "write_keys", writeKeys, "api_tokens", apiTokens, "shop_database", shopDatabase)));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static SortedMap<String, String> members(JsonNode object) {
        SortedMap<String, String> members = new TreeMap<>();
        object.properties()
                .forEach(
                        member -> members.put(member.getKey(), member.getValue().asString()));
        return members;
    }
}
