package dev.tidemark.stores.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * One DuckDB instance in memory that sees the directories it was given and nothing else: no other file, no network, no
 * extension, and none of this can be changed by SQL. Thread-safe; a connection is not.
 */
public final class DuckDb implements AutoCloseable {

    private final DuckDBConnection owner;

    private DuckDb(DuckDBConnection owner) {
        this.owner = owner;
    }

    /**
     * @param directories what SQL may read and write
     */
    public static DuckDb open(DuckDbSettings settings, List<Path> directories) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            Files.createDirectories(settings.scratch());
            DuckDBConnection owner = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
            try (Statement statement = owner.createStatement()) {
                for (String setting : settings(settings, directories)) {
                    statement.execute(setting);
                }
            }
            return new DuckDb(owner);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot start DuckDB: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + settings.scratch(), e);
        }
    }

    /** The order matters: what is allowed must be said before the doors are closed and the lock is turned. */
    private static List<String> settings(DuckDbSettings settings, List<Path> directories) {
        return List.of(
                "SET autoinstall_known_extensions = false",
                "SET autoload_known_extensions = false",
                "SET TimeZone = 'UTC'",
                "SET memory_limit = " + literal(settings.memoryLimit()),
                "SET threads = " + settings.threads(),
                "SET temp_directory = " + literal(settings.scratch().toString()),
                "SET allowed_directories = ["
                        + directories.stream()
                                .map(path -> literal(path.toString()))
                                .collect(Collectors.joining(", "))
                        + "]",
                "SET enable_external_access = false",
                "SET lock_configuration = true");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A connection of its own for one thread; temporary tables live and die with it. */
    public Connection connect() throws SQLException {
        return owner.duplicate();
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot stop DuckDB", e);
        }
    }
}
