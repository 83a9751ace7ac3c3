package dev.tidemark.server.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(store.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The password of " + store + " does not open with " + keyFile, e);
        }
    }

    private byte[] key() {
        try {
            Files.createDirectories(keyFile.toAbsolutePath().getParent());
            try {
                Files.createFile(
                        keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                byte[] key = new byte[KEY_BYTES];
                RANDOM.nextBytes(key);
                Files.write(keyFile, key);
            } catch (FileAlreadyExistsException known) {
                return Files.readAllBytes(keyFile);
            }
            return Files.readAllBytes(keyFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the key " + keyFile, e);
        }
    }
}
