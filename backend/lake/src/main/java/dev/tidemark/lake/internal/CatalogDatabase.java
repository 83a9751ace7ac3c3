package dev.tidemark.lake.internal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** The PostgreSQL schema that holds the catalog's tables. */
public final class CatalogDatabase {

    private static final String SCHEMA = "lake";

    /** Any number that nobody else locks; it spells "lake". */
    private static final long LOCK = 0x6c616b65;

    private final String url;
    private final String user;
    private final String password;

    public CatalogDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The same database with the catalog's schema first. */
    public String catalogUrl() {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + SCHEMA;
    }

    /** Runs what creates tables while no other process does: Iceberg creates its tables without a lock. */
    public <T> T initialized(Supplier<T> creation) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
            T created = creation.get();
            statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
            return created;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot open the lake's catalog in PostgreSQL: " + e.getMessage(), e);
        }
    }
}
