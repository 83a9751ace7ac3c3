package dev.tidemark.cdc.internal.postgres;

import dev.tidemark.events.CaptureConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.replication.ReplicationSlotInfo;

/**
 * The database as it was at one place in its log: it shows exactly the transactions that were committed before. Closing it lets the
 * database forget the old rows.
 *
 * @param at that place
 * @param takenAt the database's clock shortly before: no transaction that the snapshot does not show was committed earlier
 */
public record Snapshot(Lsn at, Instant takenAt, Connection connection) implements AutoCloseable {

    /** Takes rows as they are read. */
    @FunctionalInterface
    public interface Rows {

        /**
         * @return false to stop reading
         */
        boolean row(List<Cell> row) throws Exception;
    }

    /**
     * @param name of a slot that exists for as long as it takes to open the snapshot
     */
    public static Snapshot open(CaptureConfig.Connection source, String name) throws SQLException {
        try (Connection replicating = SourceConnection.replicating(source)) {
            Instant before = now(replicating);
            ReplicationSlotInfo slot = replicating
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(name)
                    .withOutputPlugin("pgoutput")
                    .withTemporaryOption()
                    .make();
            Connection reading = SourceConnection.ordinary(source);
            try {
                return begin(
                        reading,
                        new Lsn(slot.getConsistentPoint().asLong()),
                        before,
                        String.valueOf(slot.getSnapshotName()));
            } catch (SQLException e) {
                reading.close();
                throw e;
            }
        }
    }

    private static Snapshot begin(Connection reading, Lsn at, Instant before, String snapshot) throws SQLException {
        reading.setAutoCommit(false);
        reading.setReadOnly(true);
        reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = reading.createStatement()) {
            // No parameter may stand here; the name is the server's own and has no quote in it.
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot.replace("'", "''") + "'");
            return new Snapshot(at, before, reading);
        }
    }

    private static Instant now(Connection replicating) throws SQLException {
        try (Statement statement = replicating.createStatement();
                ResultSet now = statement.executeQuery("SELECT clock_timestamp()")) {
            now.next();
            return now.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /**
     * Reads the rows after a key, in the key's order.
     *
     * @param after values of the key's columns as PostgreSQL writes them; empty to begin at the first row
     */
    public void read(SourceTable table, List<String> after, int atOnce, Rows rows) throws Exception {
        try (PreparedStatement select = connection.prepareStatement(select(table, !after.isEmpty()))) {
            select.setFetchSize(atOnce);
            for (int i = 0; i < after.size(); i++) {
                select.setString(i + 1, after.get(i));
            }
            try (ResultSet answer = select.executeQuery()) {
                while (answer.next()) {
                    if (!rows.row(row(answer, table.columns().size()))) {
                        return;
                    }
                }
            }
        }
    }

    private static String select(SourceTable table, boolean after) {
        String columns =
                table.columns().stream().map(c -> SourceTable.quoted(c.name())).collect(Collectors.joining(", "));
        Map<String, SourceColumn> byName =
                table.columns().stream().collect(Collectors.toMap(SourceColumn::name, Function.identity()));
        String parameters = table.definition().key().stream()
                .map(byName::get)
                .map(column -> "CAST(? AS " + (column == null ? "text" : column.typeName()) + ")")
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + table.sql()
                + (after ? " WHERE (" + table.keySql() + ") > (" + parameters + ")" : "") + " ORDER BY "
                + table.keySql();
    }

    private static List<Cell> row(ResultSet answer, int columns) throws SQLException {
        List<Cell> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            String value = answer.getString(i);
            row.add(value == null ? Cell.NULL : new Cell.Text(value));
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
