package dev.tidemark.pipelines.transforms.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Lets one thread of one portal at a time write modeled tables: a lock in this process and one in PostgreSQL. */
public final class OneRunner {

    /** Any number that nobody else locks; it spells "runs". */
    private static final long LOCK = 0x72756e73;

    private final DataSource database;
    private final ReentrantLock here = new ReentrantLock(true);

    public OneRunner(DataSource database) {
        this.database = database;
    }

    /** Waits for its turn. */
    public <T> T run(Supplier<T> work) {
        here.lock();
        try (Connection connection = database.getConnection()) {
            call(connection, "SELECT pg_advisory_lock(?)");
            try {
                return work.get();
            } finally {
                call(connection, "SELECT pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot take the lock of the transforms: " + e.getMessage(), e);
        } finally {
            here.unlock();
        }
    }

    private static void call(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
            }
        }
    }
}
