package dev.tidemark.pipelines.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Lets one thread of one portal at a time do a kind of work: a lock in this process and one in PostgreSQL. What the work writes is
 * committed as it goes; the lock lives on a connection of its own and ends with it.
 */
public final class OneAtATime {

    /** Whoever writes modeled tables. It spells "runs". */
    public static final long MODELED_TABLES = 0x72756e73;

    /** Maintenance. It spells "care". */
    public static final long MAINTENANCE = 0x63617265;

    /** Whoever submits and stops Flink jobs. */
    public static final long FLINK_JOBS = 7_217_340_001L;

    private final DataSource database;
    private final long number;
    private final ReentrantLock here = new ReentrantLock(true);

    /**
     * @param number of the advisory lock
     */
    public OneAtATime(DataSource database, long number) {
        this.database = database;
        this.number = number;
    }

    /** Waits for its turn. */
    public <T> T run(Supplier<T> work) {
        here.lock();
        try (Connection connection = database.getConnection()) {
            ask(connection, "SELECT pg_advisory_lock(?) IS NOT NULL");
            return release(connection, work);
        } catch (SQLException e) {
            throw cannotLock(e);
        } finally {
            here.unlock();
        }
    }

    /** Does nothing, and returns empty, while somebody else is at it. */
    public <T> Optional<T> tryRun(Supplier<T> work) {
        if (!here.tryLock()) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection()) {
            return ask(connection, "SELECT pg_try_advisory_lock(?)")
                    ? Optional.of(release(connection, work))
                    : Optional.empty();
        } catch (SQLException e) {
            throw cannotLock(e);
        } finally {
            here.unlock();
        }
    }

    private <T> T release(Connection connection, Supplier<T> work) throws SQLException {
        try {
            return work.get();
        } finally {
            ask(connection, "SELECT pg_advisory_unlock(?)");
        }
    }

    private boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private IllegalStateException cannotLock(SQLException e) {
        return new IllegalStateException("Cannot take lock " + number + " in PostgreSQL: " + e.getMessage(), e);
    }
}
