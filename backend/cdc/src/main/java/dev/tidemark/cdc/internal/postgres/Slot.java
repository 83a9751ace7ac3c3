package dev.tidemark.cdc.internal.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The database's memory of how far we have come: it keeps its log from there on. */
public record Slot(String name, Connection connection) {

    /**
     * What the database says of the slot.
     *
     * @param confirmed everything that was committed before has been taken
     * @param lost whether the database has thrown away log that we have not read
     * @param retainedBytes of log that is kept for us
     * @param behindBytes of log that we have not confirmed
     */
    public record State(Lsn confirmed, boolean lost, long retainedBytes, long behindBytes) {}

    /** Empty when there is none. */
    public Optional<State> state() throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("""
                SELECT confirmed_flush_lsn::text, coalesce(wal_status = 'lost', false),
                       coalesce(pg_wal_lsn_diff(now_at.lsn, restart_lsn), 0)::bigint,
                       greatest(coalesce(pg_wal_lsn_diff(now_at.lsn, confirmed_flush_lsn), 0), 0)::bigint
                FROM pg_replication_slots,
                     (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS lsn) now_at
                WHERE slot_name = ?""")) {
            asked.setString(1, name);
            try (ResultSet answer = asked.executeQuery()) {
                if (!answer.next()) {
                    return Optional.empty();
                }
                String confirmed = answer.getString(1);
                return Optional.of(new State(
                        confirmed == null ? new Lsn(0) : Lsn.of(confirmed),
                        answer.getBoolean(2),
                        answer.getLong(3),
                        answer.getLong(4)));
            }
        }
    }

    public void create() throws SQLException {
        run("SELECT pg_create_logical_replication_slot(?, 'pgoutput')");
    }

    public void drop() throws SQLException {
        run("SELECT pg_drop_replication_slot(?)");
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement run = connection.prepareStatement(sql)) {
            run.setString(1, name);
            run.execute();
        }
    }
}
