package dev.tidemark.server.security;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens with which programs call the API in somebody's name. Only hashes are stored. */
@Component
public class ApiTokens {

    private final JdbcClient database;

    ApiTokens(JdbcClient database) {
        this.database = database;
    }

    /** A new token for this user; the value is returned once and cannot be read again. */
    public String create(String username, String label) {
        String token = Secrets.create("tma");
        database.sql("INSERT INTO portal.api_token (token_sha256, username, label) VALUES (?, ?, ?)")
                .params(Secrets.sha256(token), username, label)
                .update();
        return token;
    }

    /** Whose token this is, if it is valid now. */
    Optional<String> owner(String token) {
        return database.sql("""
                        SELECT username FROM portal.api_token
                        WHERE token_sha256 = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                        """)
                .param(Secrets.sha256(token))
                .query(String.class)
                .optional();
    }
}
