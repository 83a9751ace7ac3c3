package dev.tidemark.testbed.internal;

import dev.tidemark.testbed.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Makes empty databases on a server. */
public final class Databases {

    private Databases() {}

    public static Database create(Server server) {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try {
            execute(server, "create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database on " + server, e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(server, name), "drop-" + name));
        return new Database(server.url(name), server.user(), server.password());
    }

    private static void drop(Server server, String name) {
        try {
            execute(server, "drop database if exists " + name + " with (force)");
        } catch (SQLException _) {
            // The server may stop at the same moment, and an own one takes its databases with it.
        }
    }

    private static void execute(Server server, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
