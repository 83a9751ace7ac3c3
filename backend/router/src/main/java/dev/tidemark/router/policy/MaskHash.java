package dev.tidemark.router.policy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for a value without telling it: the first 64 bits of HMAC-SHA-256 (RFC 2104) under a key of this installation, in
 * hexadecimal. The same value always has the same hash, in every workspace. Thread-safe.
 */
public final class MaskHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 8;

    private final SecretKeySpec key;

    /**
     * @param key 32 random bytes that nobody who sees answers knows
     */
    public MaskHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(Object value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(value.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
