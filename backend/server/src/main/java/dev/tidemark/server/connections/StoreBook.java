package dev.tidemark.server.connections;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.ConnectedStores;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.jdbc.JdbcDrivers;
import dev.tidemark.stores.jdbc.JdbcProblem;
import dev.tidemark.stores.jdbc.JdbcProduct;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connected stores, open while they are in the book. Thread-safe. */
public final class StoreBook implements ConnectedStores, AutoCloseable {

    /** What may be shown of a connection. */
    public record Entry(String id, String jdbcUrl, String user) {}

    private final JdbcClient database;
    private final PasswordSeal seal;
    private final JdbcDrivers drivers;
    private final Path scratch;
    private final Map<JdbcSettings, Store> open = new HashMap<>();
    private volatile List<Store> stores = List.of();
    private boolean read;

    /**
     * @param scratch a folder for each store whose queries may spill
     */
    public StoreBook(JdbcClient database, PasswordSeal seal, JdbcDrivers drivers, Path scratch) {
        this.database = database;
        this.seal = seal;
        this.drivers = drivers;
        this.scratch = scratch;
    }

    public List<Entry> entries() {
        return database.sql("SELECT id, jdbc_url, username FROM portal.connected_store ORDER BY id")
                .query((row, number) ->
                        new Entry(row.getString("id"), row.getString("jdbc_url"), row.getString("username")))
                .list();
    }

    public Optional<Entry> find(String id) {
        return entries().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /**
     * Connects a database under an id; one that is connected under it already is replaced.
     *
     * @throws ProblemException {@link JdbcProblem#BAD_STORE_ID}, {@link JdbcProblem#UNSUPPORTED_JDBC_URL},
     *     {@link JdbcProblem#JDBC_DRIVER_MISSING}
     */
    public synchronized Entry connect(Entry entry, String password, String by) {
        String id = entry.id();
        if (!StoreName.isId(id)) {
            throw new ProblemException(JdbcProblem.BAD_STORE_ID, id, "it has other characters than an id may have");
        }
        if (new StoreName(id).isBuiltIn()) {
            throw new ProblemException(JdbcProblem.BAD_STORE_ID, id, "a built-in store is called so");
        }
        drivers.of(JdbcProduct.of(entry.jdbcUrl()));
        database.sql("""
                        INSERT INTO portal.connected_store (id, jdbc_url, username, password_sealed, connected_by)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET jdbc_url = excluded.jdbc_url, username = excluded.username,
                            password_sealed = excluded.password_sealed, connected_by = excluded.connected_by,
                            connected_at = now()
                        """)
                .param(id)
                .param(entry.jdbcUrl())
                .param(entry.user())
                .param(password.isEmpty() ? null : seal.seal(id, password))
                .param(by)
                .update();
        reread();
        return entry;
    }

    /**
     * @throws ProblemException {@link JdbcProblem#STORE_NOT_CONNECTED}
     */
    public synchronized void disconnect(String id) {
        boolean found = database.sql("DELETE FROM portal.connected_store WHERE id = ?")
                        .param(id)
                        .update()
                > 0;
        reread();
        if (!found) {
            throw new ProblemException(JdbcProblem.STORE_NOT_CONNECTED, id);
        }
    }

    @Override
    public List<Store> get() {
        synchronized (this) {
            if (!read) {
                reread();
            }
        }
        return stores;
    }

    private synchronized void reread() {
        List<JdbcSettings> all = database.sql(
                        "SELECT id, jdbc_url, username, password_sealed FROM portal.connected_store ORDER BY id")
                .query((row, number) -> {
                    byte[] sealed = row.getBytes("password_sealed");
                    String id = row.getString("id");
                    return JdbcSettings.of(
                            new StoreName(id),
                            row.getString("jdbc_url"),
                            row.getString("username"),
                            sealed == null ? "" : seal.open(id, sealed));
                })
                .list();
        stores = all.stream()
                .map(settings -> open.computeIfAbsent(settings, any -> opened(settings)))
                .toList();
        List<JdbcSettings> gone = open.keySet().stream()
                .filter(settings -> !all.contains(settings))
                .toList();
        gone.forEach(settings -> Optional.ofNullable(open.remove(settings)).ifPresent(Store::close));
        read = true;
    }

    private Store opened(JdbcSettings settings) {
        return new JdbcStore(settings, drivers, scratch.resolve(settings.name().word()), Clock.systemUTC());
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Store::close);
        open.clear();
    }
}
