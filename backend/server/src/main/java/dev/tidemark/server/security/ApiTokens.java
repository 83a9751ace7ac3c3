package dev.tidemark.server.security;

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
}
