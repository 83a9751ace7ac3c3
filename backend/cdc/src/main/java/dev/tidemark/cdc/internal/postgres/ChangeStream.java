package dev.tidemark.cdc.internal.postgres;

import dev.tidemark.events.CaptureConfig;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/**
 * The log's changes from where the slot stands. What is confirmed here is not sent again; everything else is, after any kind of end. Not
 * thread-safe.
 */
public final class ChangeStream implements AutoCloseable {

    /**
     * A message, and where in the log it stands.
     *
     * @param at of a change: its record in the log; several changes may share one
     */
    public record Received(LogMessage message, Lsn at) {}

    private final Connection connection;
    private final PGReplicationStream stream;
    private final PgOutput output = new PgOutput();
    private Lsn confirmed = new Lsn(0);

    private ChangeStream(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    public static ChangeStream open(CaptureConfig.Connection source, String slot, String publication)
            throws SQLException {
        Connection connection = SourceConnection.replicating(source);
        try {
            PGReplicationStream stream = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withSlotOption("proto_version", "1")
                    .withSlotOption("publication_names", SourceTable.quoted(publication))
                    .withStatusInterval(5, TimeUnit.SECONDS)
                    .withAutomaticFlush(false)
                    .start();
            return new ChangeStream(connection, stream);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The next message, if one has come; never waits. */
    public Optional<Received> poll() throws SQLException {
        ByteBuffer buffer = stream.readPending();
        return buffer == null
                ? Optional.empty()
                : Optional.of(new Received(
                        output.read(buffer), new Lsn(stream.getLastReceiveLSN().asLong())));
    }

    /** How far the server has come in its log, as far as it has told us. Meaningful when nothing is left to poll. */
    public Lsn seen() {
        return new Lsn(stream.getLastReceiveLSN().asLong());
    }

    /** Says that everything committed before is safe with us. Goes out with the next status, at once with {@link #tell()}. */
    public void confirm(Lsn upTo) {
        if (upTo.compareTo(confirmed) > 0) {
            confirmed = upTo;
            stream.setFlushedLSN(upTo.number());
            stream.setAppliedLSN(upTo.number());
        }
    }

    public Lsn confirmed() {
        return confirmed;
    }

    /** Tells the server how far we are, and that we live. */
    public void tell() throws SQLException {
        stream.forceUpdateStatus();
    }

    /** At once: whoever wants the last confirmation to arrive tells it before. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
