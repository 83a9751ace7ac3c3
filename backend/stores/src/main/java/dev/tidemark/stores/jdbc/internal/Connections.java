package dev.tidemark.stores.jdbc.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.jdbc.JdbcDrivers;
import dev.tidemark.stores.jdbc.JdbcProduct;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Connections that can only read, in sessions whose clock is UTC. Opened with the first query. Thread-safe. */
public final class Connections implements AutoCloseable {

    private static final String DUCKDB = "jdbc:duckdb:";

    /** What an attached file is called, whatever its name: a schema of that same name would be taken for it otherwise. */
    private static final String FILE = "tidemark_attached_file";

    private final JdbcSettings settings;
    private final JdbcProduct product;
    private final JdbcDrivers drivers;
    private final Path scratch;
    private @Nullable HikariDataSource pool;
    private @Nullable DuckDBConnection file;

    public Connections(JdbcSettings settings, JdbcProduct product, JdbcDrivers drivers, Path scratch) {
        this.settings = settings;
        this.product = product;
        this.drivers = drivers;
        this.scratch = scratch.toAbsolutePath();
    }

    /** A connection to be closed after use. */
    public Connection open() throws SQLException {
        return product == JdbcProduct.DUCKDB ? using(file().duplicate()) : pool().getConnection();
    }

    /** A connection whose results come piece by piece: PostgreSQL's driver and Redshift's have the whole of them in memory otherwise. */
    public Connection openForCursor() throws SQLException {
        Connection connection = open();
        try {
            if (product == JdbcProduct.POSTGRESQL || product == JdbcProduct.REDSHIFT) {
                connection.setAutoCommit(false);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection using(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("USE " + FILE);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized HikariDataSource pool() {
        HikariDataSource open = pool;
        if (open == null) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("store-" + settings.name().word());
            // A driver that is missing is said here, and not as a database that is away.
            Driver driver = drivers.of(product);
            config.setDataSource(new DriverSource(driver, settings.url(), JdbcSession.properties(product, settings)));
            config.setMaximumPoolSize(settings.slots() + JdbcStore.STREAMS_AT_ONCE + 1);
            config.setMinimumIdle(0);
            config.setReadOnly(JdbcSession.canBeReadOnly(product));
            config.setConnectionTimeout(settings.connectWait().toMillis());
            config.setInitializationFailTimeout(-1);
            String first = JdbcSession.first(product);
            config.setConnectionInitSql(first.isEmpty() ? null : first);
            open = new HikariDataSource(config);
            pool = open;
        }
        return open;
    }

    /** DuckDB shares one open file among all connections of a process; SQL can reach no other file and no network. */
    private synchronized DuckDBConnection file() throws SQLException {
        DuckDBConnection open = file;
        if (open == null) {
            Path path = Path.of(settings.url().substring(DUCKDB.length()));
            if (!Files.isRegularFile(path)) {
                throw new ProblemException(
                        StoreProblem.UNAVAILABLE, settings.name().word(), "there is no file " + path.getFileName());
            }
            open = (DuckDBConnection) DriverManager.getConnection(DUCKDB, JdbcSession.properties(product, settings));
            attach(open, path, spilling());
            file = open;
        }
        return open;
    }

    /** Otherwise it would spill into a folder of the directory that this process was started in. */
    private Path spilling() {
        try {
            return Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + scratch, e);
        }
    }

    private static void attach(DuckDBConnection connection, Path path, Path scratch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : List.of(
                    "SET GLOBAL autoinstall_known_extensions = false",
                    "SET GLOBAL autoload_known_extensions = false",
                    "ATTACH " + literal(path) + " AS " + FILE + " (READ_ONLY)",
                    "SET GLOBAL TimeZone = 'UTC'",
                    "SET GLOBAL memory_limit = '512MB'",
                    "SET GLOBAL threads = 2",
                    "SET GLOBAL temp_directory = " + literal(scratch),
                    "SET GLOBAL enable_external_access = false",
                    "SET GLOBAL lock_configuration = true")) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String literal(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
        }
        if (file != null) {
            try {
                file.close();
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot close " + settings.name(), e);
            }
        }
    }
}
