package dev.tidemark.stores.jdbc;

import dev.tidemark.stores.StoreName;
import java.time.Duration;

/**
 * A database and who reads it.
 *
 * @param url as its driver knows it, without user and password
 * @param user empty for a database that asks for none
 * @param password empty for a database that asks for none; never printed
 * @param slots queries that run at once
 * @param queueWait how long a query waits for a slot before it is refused
 * @param connectWait how long the database may take to let us in
 */
public record JdbcSettings(
        StoreName name, String url, String user, String password, int slots, Duration queueWait, Duration connectWait) {

    /** Four queries at once, patient for five seconds. */
    public static JdbcSettings of(StoreName name, String url, String user, String password) {
        return new JdbcSettings(name, url, user, password, 4, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    public JdbcSettings {
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1");
        }
    }

    @Override
    public String toString() {
        return name + " at " + url + " as " + (user.isEmpty() ? "nobody" : user);
    }
}
