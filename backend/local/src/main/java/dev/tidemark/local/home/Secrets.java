package dev.tidemark.local.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Random secrets of one installation, made at its first start, in files that only their owner reads. */
public record Secrets(Path folder) {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    public Path postgresPassword() throws IOException {
        return ensure("postgres-password");
    }

    public Path internalToken() throws IOException {
        return ensure("internal-token");
    }

    /** A file that only its owner reads, empty when it is new. */
    public Path ownerOnly(String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException _) {
            return file;
        }
        return file;
    }

    /** The file with this secret; made with 192 random bits when it is not there yet. */
    private Path ensure(String name) throws IOException {
        Path file = ownerOnly(name);
        if (Files.size(file) > 0) {
            return file;
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        return file;
    }
}
