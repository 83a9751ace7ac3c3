package dev.tidemark.stores.jdbc.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.jdbc.JdbcProduct;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Connections that can only read, in sessions whose clock is UTC. Opened with the first query. Thread-safe. */
public final class Connections implements AutoCloseable {

    private static final String DUCKDB = "jdbc:duckdb:";

    /** What an attached file is called, whatever its name: a schema of that same name would be taken for it otherwise. */
    private static final String FILE = "tidemark_attached_file";

    private final JdbcSettings settings;
    private final JdbcProduct product;
    private @Nullable HikariDataSource pool;
    private @Nullable DuckDBConnection file;

    public Connections(JdbcSettings settings, JdbcProduct product) {
        this.settings = settings;
        this.product = product;
    }

    /** A connection to be closed after use. */
    public Connection open() throws SQLException {
        return switch (product) {
            case POSTGRESQL -> pool().getConnection();
            case DUCKDB -> using(file().duplicate());
        };
    }

    /** A connection whose results come piece by piece: PostgreSQL's driver has the whole of them in memory otherwise. */
    public Connection openForCursor() throws SQLException {
        Connection connection = open();
        try {
            if (product == JdbcProduct.POSTGRESQL) {
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
            config.setJdbcUrl(settings.url());
            if (!settings.user().isEmpty()) {
                config.setUsername(settings.user());
                config.setPassword(settings.password());
            }
            config.setMaximumPoolSize(settings.slots() + JdbcStore.STREAMS_AT_ONCE + 1);
            config.setMinimumIdle(0);
            config.setReadOnly(true);
            config.setConnectionTimeout(settings.connectWait().toMillis());
            config.setInitializationFailTimeout(-1);
            config.addDataSourceProperty("readOnlyMode", "always");
            config.addDataSourceProperty("options", "-c TimeZone=UTC -c default_transaction_read_only=on");
            config.addDataSourceProperty("stringtype", "unspecified");
            config.addDataSourceProperty("ApplicationName", "tidemark");
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
            Properties properties = new Properties();
            properties.setProperty("jdbc_stream_results", "true");
            open = (DuckDBConnection) DriverManager.getConnection(DUCKDB, properties);
            attach(open, path);
            file = open;
        }
        return open;
    }

    private static void attach(DuckDBConnection connection, Path path) throws SQLException {
        String text = path.toAbsolutePath().toString().replace("'", "''");
        try (Statement statement = connection.createStatement()) {
            for (String command : List.of(
                    "SET GLOBAL autoinstall_known_extensions = false",
                    "SET GLOBAL autoload_known_extensions = false",
                    "ATTACH '" + text + "' AS " + FILE + " (READ_ONLY)",
                    "SET GLOBAL TimeZone = 'UTC'",
                    "SET GLOBAL memory_limit = '512MB'",
                    "SET GLOBAL threads = 2",
                    "SET GLOBAL enable_external_access = false",
                    "SET GLOBAL lock_configuration = true")) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
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
