package dev.tidemark.router.policy;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key under which masked values are hashed. */
public final class MaskKeys {

    private static final int BYTES = 32;

    private MaskKeys() {}

    /** The installation's key; the first caller makes it. */
    public static byte[] ofInstallation(JdbcClient jdbc) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("INSERT INTO router.mask_key (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING")
                .param(fresh)
                .update();
        return jdbc.sql("SELECT secret FROM router.mask_key WHERE id = 1")
                .query(byte[].class)
                .single();
    }
}
