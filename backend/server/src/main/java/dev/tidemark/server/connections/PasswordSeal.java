package dev.tidemark.server.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals passwords with AES-256-GCM under a key in a file that only its owner reads, so that a copy of the database alone opens nothing.
 * What is sealed for one store does not open for another.
 */
public final class PasswordSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path keyFile;

    /**
     * @param keyFile made with the first password
     */
    public PasswordSeal(Path keyFile) {
        this.keyFile = keyFile;
    }

    public byte[] seal(String store, String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, store, nonce, password.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return both;
    }

    public String open(String store, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] text = run(Cipher.DECRYPT_MODE, store, nonce, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String store, byte[] nonce, byte[] text) {
        try {
            byte[] key = mode == Cipher.ENCRYPT_MODE ? keyOrNew() : key();
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(store.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The password of " + store + " does not open with " + keyFile, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the key " + keyFile, e);
        }
    }

    private byte[] keyOrNew() throws IOException {
        if (!Files.exists(keyFile)) {
            make();
        }
        return key();
    }

    private byte[] key() throws IOException {
        try {
            byte[] key = Files.readAllBytes(keyFile);
            if (key.length == KEY_BYTES) {
                return key;
            }
            throw new IllegalStateException("The key " + keyFile + " has " + key.length + " bytes instead of "
                    + KEY_BYTES + ". Bring back the file from a copy, or remove it and give the passwords again.");
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    "The key " + keyFile + " is gone. Bring back the file from a copy, or give the passwords again.",
                    e);
        }
    }

    /** The file is there with its whole content or not at all, and whoever comes second takes the first one's, also from another process. */
    private void make() throws IOException {
        Path folder = keyFile.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, "key", ".new", OWNER_ONLY);
        try {
            byte[] key = new byte[KEY_BYTES];
            RANDOM.nextBytes(key);
            Files.write(whole, key);
            Files.createLink(keyFile, whole);
        } catch (FileAlreadyExistsException first) {
            // theirs is as good
        } finally {
            Files.delete(whole);
        }
    }
}
