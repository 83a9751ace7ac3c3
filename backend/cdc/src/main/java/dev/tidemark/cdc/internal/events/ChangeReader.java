package dev.tidemark.cdc.internal.events;

import dev.tidemark.cdc.internal.postgres.Cell;
import dev.tidemark.cdc.internal.postgres.LogMessage;
import dev.tidemark.cdc.internal.postgres.Lsn;
import dev.tidemark.cdc.internal.postgres.Relation;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.events.RowChange.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes of messages of the log what becomes of rows, with ids and positions that depend on the log alone: whoever reads the same part of it
 * again gets the same. Not thread-safe.
 */
public final class ChangeReader {

    private final String source;
    private final String incarnation;
    private LogMessage.@Nullable Begin transaction;
    private Lsn last = new Lsn(0);
    private String lastTable = "";
    private int nth;

    /** Takes versions one after the other. */
    @FunctionalInterface
    public interface Versions {
        void version(RowVersion version) throws Exception;
    }

    /**
     * @param incarnation of the slot: another one may meet the same places in the log again with other changes
     */
    public ChangeReader(String source, String incarnation) {
        this.source = source;
        this.incarnation = incarnation;
    }

    public void begin(LogMessage.Begin begin) {
        transaction = begin;
        last = new Lsn(0);
        nth = 0;
    }

    public void insert(CaptureConfig.Table table, LogMessage.Insert insert, Lsn at, Versions to) throws Exception {
        to.version(version(table, Operation.INSERT, at, row(table, insert.relation(), insert.row())));
    }

    /** A row whose key has changed is another row: the old one is gone, a new one is there. */
    public void update(CaptureConfig.Table table, LogMessage.Update update, Lsn at, Versions to) throws Exception {
        List<Cell> old = update.old();
        Map<String, Cell> now = row(table, update.relation(), update.row());
        Operation operation = Operation.UPDATE;
        if (old != null) {
            Map<String, Cell> before = row(table, update.relation(), old);
            fill(now, before);
            Map<String, Cell> oldKey = key(table, before);
            if (!oldKey.equals(key(table, now))) {
                to.version(version(table, Operation.DELETE, at, oldKey));
                operation = Operation.INSERT;
            }
        }
        to.version(version(table, operation, at, now));
    }

    public void delete(CaptureConfig.Table table, LogMessage.Delete delete, Lsn at, Versions to) throws Exception {
        Map<String, Cell> old = row(table, delete.relation(), delete.old());
        to.version(version(table, Operation.DELETE, at, key(table, old)));
    }

    public void truncate(CaptureConfig.Table table, Lsn at, Versions to) throws Exception {
        to.version(version(table, Operation.TRUNCATE, at, Map.of()));
    }

    /** A row that was there when the table was read. */
    public RowVersion read(CaptureConfig.Table table, Reading reading, Map<String, Cell> row) {
        return new RowVersion(
                Operation.READ,
                String.join("/", source, table.name(), reading.generation(), "read", digest(key(table, row))),
                position(reading.at(), new Lsn(0), 1),
                reading.time(),
                row);
    }

    /** What was known of the table before is void, because changes were missed: what is there is read after this. */
    public RowVersion cleared(CaptureConfig.Table table, Reading reading) {
        return new RowVersion(
                Operation.TRUNCATE,
                String.join("/", source, table.name(), reading.generation(), "cleared"),
                position(reading.at(), new Lsn(0), 0),
                reading.time().minusNanos(1_000),
                Map.of());
    }

    /**
     * One reading of a whole table.
     *
     * @param generation tells readings of the same table apart
     * @param at the place in the log at which the table was as it is read
     */
    public record Reading(String generation, Lsn at, Instant time) {}

    private RowVersion version(CaptureConfig.Table table, Operation operation, Lsn at, Map<String, Cell> columns) {
        LogMessage.Begin begin = transaction;
        if (begin == null) {
            throw new IllegalStateException("The log sent a change outside a transaction");
        }
        // Rows that were inserted together share one record of the log, and come in its order.
        nth = at.equals(last) && table.qualified().equals(lastTable) ? nth + 1 : 0;
        last = at;
        lastTable = table.qualified();
        return new RowVersion(
                operation,
                String.join("/", source, table.name(), incarnation, at.hex(), Integer.toString(nth)),
                position(begin.commit(), at, nth),
                begin.committedAt(),
                columns);
    }

    private static String position(Lsn commit, Lsn at, int nth) {
        return commit.hex() + "-" + at.hex() + "-" + String.format(Locale.ROOT, "%06d", nth);
    }

    /** Large values that the change left alone, where the old row has them. */
    private static void fill(Map<String, Cell> now, Map<String, Cell> before) {
        now.replaceAll((column, cell) -> cell instanceof Cell.Unchanged
                ? before.getOrDefault(column, Cell.UNCHANGED) instanceof Cell.Text text ? text : Cell.UNCHANGED
                : cell);
    }

    private static Map<String, Cell> row(CaptureConfig.Table table, Relation relation, List<Cell> cells) {
        Map<String, Cell> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String column = relation.columns().get(i).name();
            if (!table.leaveOut().contains(column)) {
                row.put(column, cells.get(i));
            }
        }
        return row;
    }

    private static Map<String, Cell> key(CaptureConfig.Table table, Map<String, Cell> row) {
        Map<String, Cell> key = new LinkedHashMap<>();
        table.key().forEach(column -> key.put(column, row.getOrDefault(column, Cell.NULL)));
        return key;
    }

    private static String digest(Map<String, Cell> key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Cell cell : key.values()) {
                byte[] text =
                        cell instanceof Cell.Text value ? value.value().getBytes(StandardCharsets.UTF_8) : new byte[0];
                sha.update(Integer.toString(text.length).getBytes(StandardCharsets.US_ASCII));
                sha.update((byte) ':');
                sha.update(text);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
