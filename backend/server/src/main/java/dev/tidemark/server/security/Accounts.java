package dev.tidemark.server.security;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people and programs that may use the portal, in PostgreSQL. */
@Component
public class Accounts implements UserDetailsService {

    /** With a condition on the account {@code a}. */
    private static final String MEMBER = """
            SELECT a.username, a.password_hash, a.team, a.disabled_at IS NOT NULL AS disabled,
                   array_agg(r.role) FILTER (WHERE r.role IS NOT NULL) AS roles
            FROM portal.account a LEFT JOIN portal.account_role r USING (username)
            WHERE %s
            GROUP BY a.username
            """;

    private final JdbcClient database;
    private final PasswordEncoder passwords;

    Accounts(JdbcClient database, PasswordEncoder passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        return find(username).orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    private Optional<Member> find(String username) {
        return database.sql(MEMBER.formatted("a.username = ?"))
                .param(username)
                .query(Accounts::member)
                .optional();
    }

    /** Whose token this is, if it is valid now. One question, because programs ask it with every request. */
    Optional<Member> findByToken(String token) {
        return database.sql(MEMBER.formatted("""
                        a.username = (SELECT t.username FROM portal.api_token t
                          WHERE t.token_sha256 = ? AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()))"""))
                .param(Secrets.sha256(token))
                .query(Accounts::member)
                .optional();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        Array roles = row.getArray("roles");
        List<String> names = roles == null ? List.of() : List.of((String[]) roles.getArray());
        return new Member(
                row.getString("username"),
                row.getString("password_hash"),
                !row.getBoolean("disabled"),
                row.getString("team"),
                names.stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList());
    }

    /** The team that pays for what this user asks; {@code "none"} for somebody without an account. */
    public String teamOf(String username) {
        return database.sql("SELECT team FROM portal.account WHERE username = ?")
                .param(username)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    /** Whether somebody signs in with this name. */
    public boolean knows(String username) {
        return database.sql("SELECT count(*) FROM portal.account WHERE username = ? AND disabled_at IS NULL")
                        .param(username)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Creates the account unless it exists; an existing one keeps its password and roles. */
    @Transactional
    public void createIfAbsent(String username, String password, String team, Set<Role> roles) {
        int created = database.sql(
                        "INSERT INTO portal.account (username, password_hash, team) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(username, passwords.encode(password), team)
                .update();
        if (created == 1) {
            for (String role : roles.stream().map(Role::name).collect(Collectors.toSet())) {
                database.sql("INSERT INTO portal.account_role (username, role) VALUES (?, ?)")
                        .params(username, role)
                        .update();
            }
        }
    }
}
