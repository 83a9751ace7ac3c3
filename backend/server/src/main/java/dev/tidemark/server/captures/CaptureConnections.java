package dev.tidemark.server.captures;

import dev.tidemark.events.CaptureConfig;
import dev.tidemark.server.connections.PasswordSeal;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How captured databases are reached, by the name that the definitions call a connection. Passwords are sealed. Thread-safe. */
public final class CaptureConnections {

    /** What may be shown of a connection. */
    public record Entry(String name, String jdbcUrl, String user) {}

    private final JdbcClient database;
    private final PasswordSeal seal;

    CaptureConnections(JdbcClient database, PasswordSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    List<Entry> entries() {
        return database.sql("SELECT name, jdbc_url, username FROM portal.capture_connection ORDER BY name")
                .query((row, number) ->
                        new Entry(row.getString("name"), row.getString("jdbc_url"), row.getString("username")))
                .list();
    }

    Optional<CaptureConfig.Connection> find(String name) {
        return database.sql("SELECT jdbc_url, username, password_sealed FROM portal.capture_connection WHERE name = ?")
                .param(name)
                .query((row, number) -> {
                    byte[] sealed = row.getBytes("password_sealed");
                    return new CaptureConfig.Connection(
                            row.getString("jdbc_url"),
                            row.getString("username"),
                            sealed == null ? "" : seal.open(name, sealed));
                })
                .optional();
    }

    /** Keeps a connection; one of that name is replaced. */
    public Entry keep(Entry entry, String password, String by) {
        database.sql("""
                        INSERT INTO portal.capture_connection (name, jdbc_url, username, password_sealed, connected_by)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (name) DO UPDATE SET jdbc_url = excluded.jdbc_url, username = excluded.username,
                            password_sealed = excluded.password_sealed, connected_by = excluded.connected_by,
                            connected_at = now()
                        """)
                .param(entry.name())
                .param(entry.jdbcUrl())
                .param(entry.user())
                .param(password.isEmpty() ? null : seal.seal(entry.name(), password))
                .param(by)
                .update();
        return entry;
    }

    /** Whether there was one. */
    boolean forget(String name) {
        return database.sql("DELETE FROM portal.capture_connection WHERE name = ?")
                        .param(name)
                        .update()
                > 0;
    }
}
