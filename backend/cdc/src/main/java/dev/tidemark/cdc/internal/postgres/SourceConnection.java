package dev.tidemark.cdc.internal.postgres;

import dev.tidemark.events.CaptureConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections to a captured database: ordinary ones, and such that read its log. */
public final class SourceConnection {

    private static final Driver DRIVER = new Driver();

    /** Values are written as these say, whatever the server, the database, the role or this machine is set to. */
    private static final String SAME_TEXT = "SET bytea_output = 'hex'; SET TIME ZONE 'UTC'";

    private SourceConnection() {}

    /** Values come as the text that the log has too. */
    public static Connection ordinary(CaptureConfig.Connection to) throws SQLException {
        Properties properties = properties(to);
        PGProperty.BINARY_TRANSFER.set(properties, false);
        return connect(to, properties);
    }

    static Connection replicating(CaptureConfig.Connection to) throws SQLException {
        Properties properties = properties(to);
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return connect(to, properties);
    }

    private static Properties properties(CaptureConfig.Connection to) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, to.user());
        PGProperty.PASSWORD.set(properties, to.password());
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.APPLICATION_NAME.set(properties, "tidemark-cdc");
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }

    private static Connection connect(CaptureConfig.Connection to, Properties properties) throws SQLException {
        Connection connection = DRIVER.connect(to.url(), properties);
        if (connection == null) {
            throw new SQLException("“" + to.url() + "” is no address of a PostgreSQL database (jdbc:postgresql://…)");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SAME_TEXT);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
